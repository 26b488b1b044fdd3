import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'qs';
import { expand } from './expand';
import { errorBefore, type Fault, type Faults, serverError } from './faults';
import { enter, type KeyedRequest, release, saveAnswer } from './idempotency';
import { API_VERSION, checkParameters, type Operation } from './parameters/check';
import { invalid, OAuthProblem, StripeProblem } from './problem';
import { isConnected } from './resources/oauth';
import { handlers, matchRoute } from './routes';
import { newId, PLATFORM, Scope, type World } from './scope';

const LARGEST_BODY = 1024 * 1024;

/** A request to Stripe's API, its body read. */
interface ApiRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  header(name: string): string | undefined;
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** One line of the control endpoint's list of calls. */
export interface CallRecord {
  operation: string;
  account: string;
  idempotencyKey: string | null;
  status: number | null;
  isReplay: boolean;
}

export interface Api {
  world: World;
  faults: Faults;
  calls: CallRecord[];
}

/** Answers everything under /v1 and the POSTs under /oauth. */
export async function answerApi(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = newId('req', 14);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const body = await readBody(request);
  const call = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    body,
    header,
  };
  let answer: Answer | null;
  try {
    answer = await perform(api, call, requestId, response);
  } catch (error) {
    answer = problemAnswer(error);
  }
  if (!answer || response.destroyed) return;
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': header('stripe-version') ?? API_VERSION,
    ...(call.header('idempotency-key') && { 'idempotency-key': call.header('idempotency-key') }),
    ...(answer.status === 429 && { 'stripe-should-retry': 'true' }),
    ...answer.headers,
  });
  response.end(answer.body);
}

/** The answer; null when a fault has it that there is none. */
async function perform(api: Api, request: ApiRequest, requestId: string, response: ServerResponse) {
  const account = authenticate(api.world, request);
  const match = matchRoute(request.method, request.path);
  if (!match) {
    throw new StripeProblem(
      404,
      'invalid_request_error',
      `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    );
  }
  const key = request.method === 'POST' ? (request.header('idempotency-key') ?? null) : null;
  const scope = new Scope(api.world, account, { requestId, idempotencyKey: key });
  const record: CallRecord = {
    operation: match.operation,
    account,
    idempotencyKey: key,
    status: null,
    isReplay: false,
  };
  api.calls.push(record);
  if (api.calls.length > 10_000) api.calls.shift();
  const fault = api.faults.take(match.operation);
  const early = fault && earlyAnswer(fault);
  const answer = early ?? (await withKey({ api, scope, request, match, key, fault, record }));
  record.status = answer.status;
  if (fault?.kind === 'timeout') return null;
  if (fault?.kind === 'disconnect') {
    response.destroy();
    return null;
  }
  return fault?.kind === 'error-after' ? problemAnswer(serverError()) : answer;
}

/** The answer of a fault that keeps the call from taking effect. */
function earlyAnswer(fault: Fault): Answer | null {
  if (fault.kind === 'not-found')
    return { status: 404, body: JSON.stringify({ message: 'no Route matched with those values' }) };
  if (fault.kind === 'blank-error')
    return { status: 500, body: JSON.stringify({ message: 'An unexpected error occurred' }) };
  const problem = errorBefore(fault);
  return problem && problemAnswer(problem);
}

interface Keyed {
  api: Api;
  scope: Scope;
  request: ApiRequest;
  match: { operation: Operation; id: string; child: string };
  key: string | null;
  fault: Fault | null;
  record: CallRecord;
}

async function withKey({ api, scope, request, match, key, fault, record }: Keyed): Promise<Answer> {
  const keyed: KeyedRequest | null = key
    ? { key, method: request.method, path: request.path, body: request.body }
    : null;
  const saved = keyed && enter(scope, keyed);
  if (saved) {
    record.isReplay = true;
    return { ...saved, headers: { 'idempotent-replayed': 'true', 'original-request': saved.id } };
  }
  try {
    if (fault?.kind === 'slow') await sleep(fault.ms);
    // Nothing is kept under a key of a request that makes no sense.
    const params = checkParameters(match.operation, parseForm(request));
    const answer = execute(scope, match, params);
    if (keyed) saveAnswer(scope, keyed, answer);
    api.world.store.commit();
    return answer;
  } finally {
    if (key) release(scope, key);
  }
}

/** One step, from beginning to end without a pause: two requests can never see each other half done. */
function execute(scope: Scope, match: Keyed['match'], params: object): Answer {
  try {
    const { id, child, operation } = match;
    const handle = handlers[operation] as (call: object) => object;
    const result = handle({ scope, params, id, child });
    const paths = (params as { expand?: string[] }).expand;
    return { status: 200, body: JSON.stringify(expand(scope, result, paths), null, 2) };
  } catch (error) {
    return problemAnswer(error);
  }
}

function problemAnswer(error: unknown): Answer {
  if (error instanceof StripeProblem || error instanceof OAuthProblem) {
    return { status: error.status, body: JSON.stringify(error.body(), null, 2) };
  }
  process.stderr.write(`The local Stripe failed: ${error instanceof Error ? error.stack : error}\n`);
  const problem = new StripeProblem(500, 'api_error', 'An unknown error occurred in the local Stripe.');
  return { status: 500, body: JSON.stringify(problem.body(), null, 2) };
}

/** The account that the request runs on: the platform, or the connected one that a header names. */
function authenticate(world: World, { header }: ApiRequest): string {
  const key = secretKey(header('authorization'));
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (!/^sk_test_\w+$/.test(key)) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  const version = header('stripe-version');
  if (version && version !== API_VERSION) {
    throw invalid(
      `Invalid Stripe API version: ${version}. The local Stripe speaks ${API_VERSION}, the version of the installed SDK.`,
    );
  }
  const account = header('stripe-account') ?? PLATFORM;
  if (!isConnected(new Scope(world, PLATFORM), account)) {
    throw new StripeProblem(
      403,
      'invalid_request_error',
      `The provided key '${masked(key)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
      { code: 'account_invalid' },
    );
  }
  return account;
}

function secretKey(authorization = ''): string | null {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || null;
}

const unauthorized = (message: string) => new StripeProblem(401, 'invalid_request_error', message);

/** Enough to find out which key it was, too little to use it. */
const masked = (key: string) =>
  key.length < 16 ? '****' : `${key.slice(0, 8)}${'*'.repeat(Math.min(20, key.length - 12))}${key.slice(-4)}`;

function parseForm({ method, query, body, header }: ApiRequest): object {
  if (
    method === 'POST' &&
    body !== '' &&
    !/^application\/x-www-form-urlencoded/.test(header('content-type') ?? '')
  ) {
    throw invalid(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have questions, we can help at https://support.stripe.com/.',
    );
  }
  return parse(method === 'POST' ? body : query, { arrayLimit: 100, depth: 10, parameterLimit: 1000 });
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw new Error('The body is too large.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
