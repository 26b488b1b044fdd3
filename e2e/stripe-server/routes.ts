import type { Handlers } from './call';
import type { Operation } from './parameters/check';
import { accounts } from './resources/accounts';
import { balanceTransactions } from './resources/balance-transactions';
import { charges } from './resources/charges';
import { checkoutSessions } from './resources/checkout-sessions';
import { customers } from './resources/customers';
import { disputes } from './resources/disputes';
import { events } from './resources/events';
import { oauth } from './resources/oauth';
import { paymentIntents } from './resources/payment-intents';
import { paymentMethods } from './resources/payment-methods';
import { refunds } from './resources/refunds';
import { setupIntents } from './resources/setup-intents';

/** Every operation of parameters/operations.ts; one without a handler does not compile. */
export const handlers: Handlers<Operation> = {
  ...accounts,
  ...balanceTransactions,
  ...charges,
  ...checkoutSessions,
  ...customers,
  ...disputes,
  ...events,
  ...oauth,
  ...paymentIntents,
  ...paymentMethods,
  ...refunds,
  ...setupIntents,
};

interface Match {
  operation: Operation;
  id: string;
  child: string;
}

const patterns = (Object.keys(handlers) as Operation[]).map((operation) => {
  const [method, path = ''] = operation.split(' ');
  const source = path.replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return { operation, method, expression: new RegExp(`^${source}$`) };
});

/** The operation that answers this method and path. */
export function matchRoute(method: string, path: string): Match | null {
  for (const pattern of patterns) {
    const found = pattern.method === method ? pattern.expression.exec(path) : null;
    if (!found) continue;
    const { id = '', child = '' } = found.groups ?? {};
    return { operation: pattern.operation, id: decodeURIComponent(id), child: decodeURIComponent(child) };
  }
  return null;
}

/** True for the name of an operation, such as `POST /v1/refunds`. */
export function isOperation(name: string): boolean {
  return Object.hasOwn(handlers, name);
}
