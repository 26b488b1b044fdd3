import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The gauge's scripts, each a file of its own under lib/access/lua. */
export function luaScripts(): { decide: string; add: string } {
  const read = (name: string) => readFileSync(resolve('lib/access/lua', `${name}.lua`), 'utf8');
  return { decide: read('decide'), add: read('add') };
}
