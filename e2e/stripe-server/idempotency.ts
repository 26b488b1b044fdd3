import { createHash } from 'node:crypto';
import type { SavedAnswer } from './kinds';
import { invalid, StripeProblem } from './problem';
import type { Scope } from './scope';

/** Stripe forgets keys after at least this long. */
const KEPT_SECONDS = 24 * 3600;
const LONGEST = 255;

/** Requests under way, by account and key. */
const underWay = new WeakMap<object, Set<string>>();

export interface KeyedRequest {
  key: string;
  method: string;
  path: string;
  body: string;
}

/**
 * The saved answer to this key, if there is one. Throws Stripe's 400 when the key was first used for something
 * else, and its 409 while the first request is still under way. Otherwise the key is taken until `release`.
 */
export function enter(scope: Scope, request: KeyedRequest): SavedAnswer | null {
  const { key } = request;
  if (key.length > LONGEST) throw invalid(`Idempotency keys must be ${LONGEST} characters or less.`);
  const saved = scope.find('idempotency', key);
  if (saved && saved.createdAt > scope.now() - KEPT_SECONDS) {
    if (saved.path !== request.path) {
      throw mismatch(
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${saved.path}' vs '${request.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    if (saved.fingerprint !== fingerprint(request)) {
      throw mismatch(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    return saved;
  }
  const taken = takenKeys(scope);
  const name = `${scope.account} ${key}`;
  if (taken.has(name)) {
    throw new StripeProblem(
      409,
      'idempotency_error',
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      { code: 'idempotency_key_in_use' },
    );
  }
  taken.add(name);
  return null;
}

/** Keeps the answer of a request that began to execute, a decline and a 500 included. */
export function saveAnswer(
  scope: Scope,
  request: KeyedRequest,
  answer: { status: number; body: string },
): void {
  const { key: id, path } = request;
  const createdAt = scope.now();
  scope.save('idempotency', { id, path, fingerprint: fingerprint(request), ...answer, createdAt });
}

export function release(scope: Scope, key: string): void {
  takenKeys(scope).delete(`${scope.account} ${key}`);
}

function takenKeys(scope: Scope): Set<string> {
  const taken = underWay.get(scope.world) ?? new Set<string>();
  underWay.set(scope.world, taken);
  return taken;
}

function fingerprint({ method, path, body }: KeyedRequest): string {
  // The order of a form's fields means nothing.
  const fields = body.split('&').sort().join('&');
  return createHash('sha256').update(`${method} ${path}\n${fields}`).digest('hex');
}

const mismatch = (message: string) => new StripeProblem(400, 'idempotency_error', message);
