import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.js';

/*
 * `npm run lock`, after every change of the packages. npm leaves packages for other platforms out of the lock
 * file when it did not see them while installing, and then `npm ci` refuses the file. This adds what is
 * missing, by the exact version that the parent names; npm asks the registry for its checksum.
 */

const FILE = join(root, 'package-lock.json');
const MARK = 'node_modules/';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * @param {Record<string, any>} packages the lock file's entries by place
 * @returns {string[]} what was missing, now added
 */
export function completeLock(packages) {
  const added = [];
  for (const [place, entry] of Object.entries(packages)) if (entry.extraneous) delete packages[place];
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isReachable(packages, place, name)) continue;
      packages[MARK + name] = {
        version,
        ...inOrder({ ...platformOf(name), ...(entry.dev && { dev: true }), optional: true }),
      };
      added.push(`${name}@${version}`);
    }
  }
  return added;
}

/** As npm itself orders an entry, so that its next writing changes nothing. */
function inOrder(entry) {
  return Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isReachable(packages, place, name) {
  for (
    let folder = place;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf(MARK))).replace(/\/$/, '')
  ) {
    if (packages[folder === '' ? MARK + name : `${folder}/${MARK}${name}`]) return true;
    if (folder === '') return false;
  }
}

/** Such packages are named after what they are for: `…-linux-arm64-musl`, `…-wasm32-wasi`. */
function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.includes('windows') ? 'win32' : words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  const libc =
    os === 'linux' &&
    (words.some((word) => word.startsWith('musl'))
      ? 'musl'
      : words.some((word) => word.startsWith('gnu')) && 'glibc');
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

if (process.argv[1]?.endsWith('complete-lock.js')) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8'));
  const added = completeLock(lock.packages);
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(added.length === 0 ? 'The lock file is complete.\n' : `Added:\n${added.join('\n')}\n`);
}
