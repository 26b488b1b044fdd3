import { bundle, generate, install, root } from './prepare.js';

/* `npm run -s tollgate -- …`: the shell commands. Paths are meant from where the caller stands. */
const callerFolder = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);
install();
generate();
bundle();
const { main } = await import('../../dist/cli.js');
await main(process.argv, callerFolder);
