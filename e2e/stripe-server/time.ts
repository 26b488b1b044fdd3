import { concludeLate } from './checkout';
import { settleIntent } from './paying';
import { expireSession } from './resources/checkout-sessions';
import { settleRefund } from './resources/refunds';
import { Scope, type World } from './scope';
import { cardByNumber } from './test-cards';

/** What ends by itself as the simulation's time goes on: slow payments, pending refunds, hosted pages. */
export function passTime(world: World): void {
  for (const account of world.store.accounts()) {
    const scope = new Scope(world, account);
    for (const { id, settlesAt } of scope.all('facts')) {
      if (settlesAt !== undefined && settlesAt <= scope.now()) settle(scope, id);
    }
    for (const session of scope.all('checkout_session')) {
      if (session.status === 'open' && session.expires_at <= scope.now()) expireSession(scope, session);
    }
  }
  world.store.commit();
}

function settle(scope: Scope, id: string): void {
  scope.know(id, { settlesAt: undefined });
  const intent = scope.find('payment_intent', id);
  if (intent?.status === 'processing') concludeLate(scope, settleIntent(scope, intent, null));
  const refund = scope.find('refund', id);
  if (!refund) return;
  const method = typeof refund.payment_method === 'string' ? refund.payment_method : '';
  const card = cardByNumber(scope.facts(method).cardNumber ?? '');
  settleRefund(scope, refund, card?.refunds === 'fail' ? 'failed' : 'succeeded');
}
