import { build, bundle, generate, install, root } from './prepare.js';

/* `npm run build`: everything that `npm start` would otherwise do first, for images and deployments. */
process.chdir(root);
install();
generate();
bundle();
build();
