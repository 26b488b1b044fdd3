import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/*
 * Who may import whom. Cycles and packages are the linter's (biome.json); this is the order of the folders.
 */

/** From the ground up: each imports only what stands before it. */
const LAYERS = [
  'lib/core',
  'lib/pricing',
  // Pure: providers' secret keys have the same form as customers' keys.
  'lib/keys/key-format.ts',
  'lib/env.ts',
  'lib/infra',
  'lib/audit',
  'lib/outbox',
  'lib/tenants',
  'lib/api-docs',
  'lib/plans',
  'lib/keys',
  'lib/usage',
  'lib/live',
  'lib/access',
  'lib/subscriptions',
  'lib/billing',
  'lib/payments',
  'lib/revenue',
  'lib/notify',
  'lib/clock',
  'lib/jobs',
  'prisma',
  'lib/cli',
  'lib/auth',
  'lib/http',
  'components',
  'app',
];

/** These import only what is named here, besides themselves. */
const CLOSED: Record<string, string[]> = {
  'lib/core': [],
  'lib/pricing': ['lib/core'],
  components: ['lib/core', 'lib/pricing'],
  sdk: [],
};

/** Only tests may import these. */
const FOR_TESTS = ['lib/testing', 'e2e', 'bench', 'sdk'];

const TEST = /(\.i?test\.tsx?|\.spec\.ts|-contract\.ts)$|^(lib\/testing|e2e|bench|sdk\/(test|bench))\//;

export interface ImportFinding {
  file: string;
  imports: string;
  why: string;
}

/** Every import below `root` that goes against the order. */
export function importFindings(root: string): ImportFinding[] {
  const folders = ['app', 'components', 'lib', 'prisma', 'sdk'].filter((folder) =>
    existsSync(join(root, folder)),
  );
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const sources = [...readdirSync(root), ...inFolders]
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\/(generated|node_modules)\//.test(file));
  return sources.sort().flatMap((file) => findingsOf(root, file));
}

function findingsOf(root: string, file: string): ImportFinding[] {
  if (TEST.test(file)) return [];
  return importsOf(file, readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
    const target = placeOf(file, specifier);
    const why = target && objection(file, target);
    return why ? [{ file, imports: specifier, why }] : [];
  });
}

/** Static, dynamic and type imports and re-exports. */
function importsOf(file: string, source: string): string[] {
  const specifiers: string[] = [];
  const note = (node: { source: unknown }) => {
    const { value } = (node.source ?? {}) as { value?: unknown };
    if (typeof value === 'string') specifiers.push(value);
  };
  new Visitor({
    ImportDeclaration: note,
    ExportNamedDeclaration: note,
    ExportAllDeclaration: note,
    ImportExpression: note,
    TSImportType: note,
  }).visit(parseSync(file, source).program);
  return specifiers;
}

/** Where an import of ours leads, from the root; null for a package. */
function placeOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.'))
    return relative('/', join('/', dirname(file), specifier)).replaceAll('\\', '/');
  return null;
}

function objection(file: string, target: string): string | null {
  const from = folderOf(file);
  const to = folderOf(target);
  if (from === to) return null;
  if (to !== null && FOR_TESTS.includes(to)) return `only tests import ${to}`;
  const allowed = from === null ? undefined : CLOSED[from];
  if (allowed) {
    return to && allowed.includes(to) ? null : `${from} imports ${['only itself', ...allowed].join(', ')}`;
  }
  // Files of the top level (the server, Next's hooks) stand above everything.
  if (from === null || to === null) return null;
  return LAYERS.indexOf(to) < LAYERS.indexOf(from) ? null : `${to} stands above ${from}`;
}

function folderOf(place: string): string | null {
  const known = [...LAYERS, ...Object.keys(CLOSED), ...FOR_TESTS];
  const bare = place.replace(/\.tsx?$/, '');
  return known.find((folder) => `${bare}/`.startsWith(`${folder.replace(/\.ts$/, '')}/`)) ?? null;
}
