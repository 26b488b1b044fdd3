import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { lockReminders, readEndingTrials, readExpiringKeys } from './reminder-store';

const DAY_MS = 24 * 60 * 60 * 1000;
const BEFORE_TRIAL_MS = 3 * DAY_MS;
const BEFORE_KEY_MS = 7 * DAY_MS;

/**
 * Tells, by the account's own clock, of trials that end within three days and of keys that expire within a week.
 * Run as often as you like: of one end there is one event and one mail.
 */
export async function remind(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const until = (ms: number) => ({ start: now, end: new Date(now.getTime() + ms) });
  await inTransaction(ctx, async (inner) => {
    await lockReminders(inner, ctx.provider.id);
    const trials = await readEndingTrials(inner, ctx.provider.id, until(BEFORE_TRIAL_MS));
    for (const { id, customerId, plan, endsAt } of trials) {
      const facts = { plan, endsAt: endsAt.toISOString() };
      await publishEvent(inner, { type: 'subscription.trial_ending', subjectId: id, customerId, facts });
    }
    const keys = await readExpiringKeys(inner, ctx.provider.id, until(BEFORE_KEY_MS));
    for (const { id, customerId, expiresAt } of keys) {
      const facts = { expiresAt: expiresAt.toISOString() };
      await publishEvent(inner, { type: 'key.expiring', subjectId: id, customerId, facts });
    }
  });
}
