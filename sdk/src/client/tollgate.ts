import type { Operations } from '../api-types';
import { randomId } from '../random-id';
import type { Arguments, Caller, InputOf, ItemOf, ListName, OperationName, ResponseOf } from './operations';
import { Pages } from './pages';
import { type Resources, resources } from './resources';
import { type ConnectionOptions, type RequestOptions, Transport } from './transport';

interface AnyInput extends RequestOptions {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** These have ids of their own in the body and take no `Idempotency-Key`. */
const HOT_PATH = new Set([
  'POST /verify',
  'POST /settle',
  'POST /events',
  'POST /leases/grant',
  'POST /leases/settle',
]);

class Client implements Caller {
  private readonly transport: Transport;

  constructor(options: ConnectionOptions) {
    this.transport = new Transport(options);
  }

  async request<O extends OperationName>(
    operation: O,
    ...[input]: Arguments<InputOf<O>>
  ): Promise<ResponseOf<O>> {
    const [method = '', template = ''] = operation.split(' ');
    const { params, query, body, ...options } = (input ?? {}) as AnyInput;
    const isHot = HOT_PATH.has(operation);
    const isKeyed = method === 'POST' && !isHot;
    const answer = await this.transport.request({
      ...options,
      method,
      path: pathOf(template, params) + queryOf(query),
      body,
      idempotencyKey: isKeyed ? (options.idempotencyKey ?? randomId()) : undefined,
      isRepeatable:
        operation === 'POST /verify' ? isVerifyRepeatable(body) : operation !== 'POST /leases/grant',
    });
    return answer as ResponseOf<O>;
  }

  pages<O extends ListName>(operation: O, ...[input]: Arguments<InputOf<O>>): Pages<ItemOf<O>> {
    const { query, ...rest } = (input ?? {}) as AnyInput;
    return new Pages(async (cursor) => {
      const page = { ...rest, query: { ...query, ...(cursor !== undefined && { cursor }) } };
      return (await (this.request as (o: O, i: unknown) => Promise<unknown>).call(
        this,
        operation,
        page,
      )) as never;
    });
  }
}

/**
 * The API of Tollgate. Every operation has a method, grouped by what it is about; `request` calls any of them by
 * method and path.
 */
export type Tollgate = Caller & Resources;

export const Tollgate = class {
  constructor(options: ConnectionOptions) {
    const client = new Client(options);
    Object.assign(this, resources(client), {
      request: client.request.bind(client),
      pages: client.pages.bind(client),
    });
  }
} as unknown as new (
  options: ConnectionOptions,
) => Tollgate;

/** Without a key of its own, a second verify would count a second call. */
function isVerifyRepeatable(body: unknown): boolean {
  const { idempotencyKey, dryRun } = (body ?? {}) as Operations['POST /verify']['body'];
  return idempotencyKey !== undefined || dryRun === true;
}

function pathOf(template: string, params: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (!value) throw new TypeError(`Tollgate: "${name}" is missing.`);
    return encodeURIComponent(value);
  });
}

function queryOf(query: Record<string, unknown> | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null)
      search.set(name, value instanceof Date ? value.toISOString() : String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
