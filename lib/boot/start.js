import { build, bundle, generate, install, root } from './prepare.js';
import { stopWithParent } from './stop-with-parent.js';

/* `npm start`: everything that a fresh clone lacks, then the server. */
stopWithParent();
process.chdir(root);
install();
generate();
bundle();
build();
// React chooses its build when it is loaded, before any code of ours runs. Whether this is a deployment was said
// before; a web process of several finds it said already.
process.env.TOLLGATE_DEPLOYED ??= process.env.NODE_ENV === 'production' ? '1' : '0';
process.env.NODE_ENV = 'production';
const { main } = await import('../../dist/server.js');
await main();
