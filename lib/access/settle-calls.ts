import type { Context } from '@/lib/core/context';
import { type SettledCall, settleUsage } from '@/lib/usage';
import type { Account } from './account';
import { accounts } from './accounts';
import { type FollowedUse, followCommit } from './follow-commit';
import { isLeftOver, noteLateUsage } from './note-late-usage';
import type { SettleRequest, SettleResponse } from './schemas';

/**
 * Corrects verified calls to what they really cost. The first settlement of an id wins. Calls whose status
 * the plan does not charge (500 and above, by default) are given back to quota and spend.
 */
export async function settleCalls(ctx: Context, request: SettleRequest): Promise<SettleResponse> {
  const outcome = await settleUsage(
    ctx.provider.id,
    ctx.clock.now(),
    request.settlements.map(({ id, cost, status, latencyMs, endpoint }) => ({
      id,
      cost,
      status: status ?? 0,
      latencyMs: latencyMs ?? null,
      endpoint: endpoint ?? null,
    })),
  );
  const uses: FollowedUse[] = [];
  const leftOver: Account[] = [];
  for (const call of outcome.settled) {
    const account = await accounts().byCustomerId(ctx, call.customerId);
    if (account?.plan) uses.push(correction(call, account.plan.chargeableBelow));
    if (account && isLeftOver(call, account)) leftOver.push(account);
  }
  await noteLateUsage(ctx, leftOver);
  await followCommit(ctx, uses, outcome.xid);
  return {
    settled: outcome.settled.length,
    unchanged: outcome.unchanged.length,
    rejected: outcome.unknown.map((index) => ({ index, code: 'unknown_id' as const })),
  };
}

function correction(call: SettledCall, chargeableBelow: number): FollowedUse {
  const isCharged = call.status < chargeableBelow;
  const wasCharged = call.countedStatus < chargeableBelow;
  return {
    customerId: call.customerId,
    occurredAt: call.occurredAt,
    meter: call.meter,
    keyId: call.keyId,
    units: (isCharged ? Number(call.cost) : 0) - (wasCharged ? Number(call.countedQuantity) : 0),
    calls: (isCharged ? 1 : 0) - (wasCharged ? 1 : 0),
  };
}
