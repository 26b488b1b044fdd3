import { build, bundle, generate, install, root } from './prepare.js';
import { stopWithParent } from './stop-with-parent.js';

/* `npm start`: everything that a fresh clone lacks, then the server. */
stopWithParent();
process.chdir(root);
install();
generate();
bundle();
build();
const { main } = await import('../../dist/server.js');
await main();
