import { bundle, generate, install, root } from './prepare.js';

/* `npm run db:migrate` applies the migrations; `npm run db:drift` compares them with the schema. */
process.chdir(root);
install();
generate();
bundle();
const { main } = await import('../../dist/migrate.js');
await main(process.argv.slice(2));
