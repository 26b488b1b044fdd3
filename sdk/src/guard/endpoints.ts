const MAX_LENGTH = 300;
const ID = /^(?:\d+|[0-9a-f]{8}-[0-9a-f]{4}-.*|(?=.*\d)[\w-]{16,})$/i;

/**
 * Names for the usage report: the route's pattern, `GET /forecast/:city`. Where there is none, the path with what
 * looks like an id replaced; and never more than a number of different names, since each is a row per quarter of an
 * hour.
 */
export class Endpoints {
  private readonly known = new Set<string>();

  constructor(private readonly maxNames: number) {}

  nameOf(method: string, path: string, route: string | undefined): string {
    const name = `${method.toUpperCase()} ${route ?? withoutIds(path)}`.slice(0, MAX_LENGTH);
    if (this.known.has(name)) return name;
    // Patterns are the host's own and finite; paths are whatever a client sends.
    if (route === undefined && this.known.size >= this.maxNames) return `${method.toUpperCase()} (other)`;
    this.known.add(name);
    return name;
  }
}

function withoutIds(path: string): string {
  return path
    .split('/')
    .map((segment) => (ID.test(segment) ? ':id' : segment))
    .join('/');
}
