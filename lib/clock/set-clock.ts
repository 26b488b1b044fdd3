import { recordAudit } from '@/lib/audit';
import { runDue } from '@/lib/billing';
import { standingClock, systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { paymentSources } from '@/lib/payments';
import { requireProviderWriter } from '@/lib/tenants';
import { oneMover } from './one-mover';
import type { MovedClock, SetClockInput } from './schemas';
import { readClock, writeClock, writeClockWithoutCustomers } from './store';

/**
 * Moves a sandbox's clock and answers when everything due by then has happened, each thing at its own instant
 * and in order: starts, ends of trials, closed periods, invoices drafted, finalised and charged, dunning. The clock stands still
 * afterwards. If a step fails, the clock stands where the last instant was done, and the move can be repeated.
 */
export async function setClock(ctx: Context, input: SetClockInput): Promise<MovedClock> {
  requireProviderWriter(ctx);
  if (ctx.provider.mode !== 'test') {
    throw new AppError('forbidden', 'Only a sandbox’s clock can be set; use the sandbox’s secret key.');
  }
  const target = new Date(input.now);
  return oneMover(ctx.provider.id, async () => {
    const { clockNow } = await readClock(ctx, ctx.provider.id);
    const from = clockNow ?? systemClock.now();
    const did = target < from ? await moveBack(ctx, target) : await moveForward(ctx, target);
    const then = { ...ctx, clock: standingClock(target) };
    const details = { from: from.toISOString(), to: target.toISOString(), steps: did.length };
    await recordAudit(then, { action: 'clock.moved', details });
    return { now: target.toISOString(), frozen: true, did };
  });
}

async function moveBack(ctx: Context, target: Date): Promise<[]> {
  if (await writeClockWithoutCustomers(ctx, ctx.provider.id, target)) return [];
  throw invalidField('now', 'in_past', 'The sandbox has customers, so its clock only moves forward.');
}

async function moveForward(ctx: Context, target: Date): Promise<MovedClock['did']> {
  const standAt = (instant: Date) => {
    const aheadMs = instant.getTime() - systemClock.now().getTime();
    return writeClock(ctx, ctx.provider.id, instant, BigInt(Math.max(0, aheadMs)));
  };
  const { done } = await runDue(ctx, {
    until: target,
    clockAt: (instant) => standingClock(instant),
    afterInstant: standAt,
    sources: paymentSources,
  });
  await standAt(target);
  return done;
}
