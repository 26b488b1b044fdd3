import type { Kind } from './kinds';
import { page } from './lists';
import { invalid } from './problem';
import { idOf, type Scope } from './scope';

type Json = Record<string, unknown>;

const KIND_OF_PREFIX: Record<string, Kind> = {
  acct: 'account',
  ch: 'charge',
  cs: 'checkout_session',
  cus: 'customer',
  du: 'dispute',
  pi: 'payment_intent',
  pm: 'payment_method',
  py: 'charge',
  re: 'refund',
  seti: 'setup_intent',
  txn: 'balance_transaction',
};

/** Stripe's bound on how deep an expansion goes. */
const DEEPEST = 4;

/**
 * A copy of the object with the named references replaced by what they refer to: `latest_charge`,
 * `data.payment_method`, `payment_intent.latest_charge`.
 */
export function expand(scope: Scope, object: object, paths: string[] = []): object {
  const copy = structuredClone(object) as Json;
  for (const path of paths) {
    const names = path.split('.');
    if (names.length > DEEPEST) {
      throw invalid(`You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`);
    }
    follow(scope, copy, names, path);
  }
  return copy;
}

function follow(scope: Scope, object: Json, [name = '', ...rest]: string[], path: string): void {
  if (object.object === 'list' && name === 'data') {
    for (const item of object.data as Json[]) follow(scope, item, rest, path);
    return;
  }
  included(scope, object, name);
  const value = object[name];
  if (value === null) return;
  if (value === undefined) {
    throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' });
  }
  if (typeof value === 'string') {
    const kind = KIND_OF_PREFIX[value.split('_')[0] as string];
    const found = kind && scope.find(kind, value);
    // A customer that was deleted is still referred to.
    if (!kind) throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' });
    object[name] = found ? structuredClone(found) : { id: value, object: kind, deleted: true };
  }
  if (rest.length > 0) follow(scope, object[name] as Json, rest, path);
}

/** Lists that an object only shows when asked to. */
function included(scope: Scope, object: Json, name: string): void {
  if (object.object === 'charge' && name === 'refunds') {
    const refunds = scope.all('refund').filter(({ charge }) => idOf(charge) === object.id);
    object.refunds = page(structuredClone(refunds), {}, `/v1/charges/${object.id}/refunds`);
  }
  if (object.object === 'checkout.session' && name === 'line_items') {
    const items = scope.all('line_item').filter(({ id }) => scope.facts(id).session === object.id);
    object.line_items = page(
      structuredClone(items).reverse(),
      {},
      `/v1/checkout/sessions/${object.id}/line_items`,
    );
  }
}
