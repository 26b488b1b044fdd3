/**
 * The name of an operation, from what it does and where: `POST /customers/{id}/keys` that answers 201 is
 * `createCustomerKey`, `POST /keys/{id}/rotate` that answers 200 is `rotateKey`.
 */
export function operationName(
  method: string,
  path: string,
  does: { creates: boolean; lists: boolean },
): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const words = segments.filter((segment) => !segment.startsWith('{')).map(camelCase);
  const last = words.at(-1) as string;
  const parents = words.slice(0, -1).map(singular);
  const endsInItem = segments.at(-1)?.startsWith('{') ?? false;
  if (method === 'POST' && !does.creates) return compose(last, parents);
  const verb = verbOf(method, does.lists);
  return compose(verb, [...parents, does.lists || !(endsInItem || does.creates) ? last : singular(last)]);
}

function verbOf(method: string, lists: boolean): string {
  if (method === 'GET') return lists ? 'list' : 'get';
  return { POST: 'create', PUT: 'set', PATCH: 'update', DELETE: 'delete' }[method] ?? method.toLowerCase();
}

function compose(verb: string, nouns: string[]): string {
  return verb + nouns.map((noun) => noun.charAt(0).toUpperCase() + noun.slice(1)).join('');
}

function camelCase(segment: string): string {
  return segment.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
