import { bundle, generate, install, root } from './prepare.js';
import { stopWithParent } from './stop-with-parent.js';

/* `npm run dev`: pages are compiled as they are asked for and reloaded when they change. */
stopWithParent();
process.chdir(root);
install({ development: true });
generate();
bundle();
const { main } = await import('../../dist/server.js');
await main({ development: true });
