import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { applyCreditEvents, type CreditEvent, type CreditMovement } from '@/lib/pricing';
import { lockCustomer } from '../store';
import { creditGrantOf } from './burn';
import { nextRecurrence } from './recurrence';
import { type GrantRow, insertMovements, readCustomerOfGrant, readGrants, setRecurrence } from './store';

/** Kinds of things that happen to credits by time alone. */
export type CreditChange = Exclude<CreditMovement['kind'], 'usage'>;

/**
 * Writes down what fell due of a customer's grants until now, each thing at its own instant: at one instant first
 * what expires, then what is reset, then what comes again, over all grants together. Once, however often it is
 * called. Returns what kinds of things were done.
 */
export async function applyDueCredits(ctx: Context, input: { customerId: string }): Promise<CreditChange[]> {
  const now = ctx.clock.now();
  const { customerId } = input;
  const seen = await readGrants(ctx, ctx.provider.id, customerId);
  if (!seen.some((grant) => isDue(grant, now))) return [];
  return inTransaction(ctx, async (inner) => {
    await lockCustomer(inner, ctx.provider.id, customerId);
    const grants = await readGrants(inner, ctx.provider.id, customerId);
    const { timezone } = ctx.provider;
    const due = grants.filter((grant) => isDue(grant, now));
    const { movements } = applyCreditEvents(
      grants.map(creditGrantOf),
      due.flatMap((grant) => eventsOf(grant, now, timezone)),
    );
    await insertMovements(
      inner,
      ctx.provider.id,
      movements.map(({ grantId, kind, at, amountMinor }) => ({
        ...{ id: newId('credit', now), customerId, grantId, kind, amount: amountMinor, at },
      })),
    );
    for (const grant of due) {
      const recurAt = recurrencesOf(grant, now, timezone).next;
      if (+(recurAt ?? 0) !== +(grant.recurAt ?? 0)) {
        await setRecurrence(inner, ctx.provider.id, grant.id, recurAt);
      }
    }
    return [...new Set(movements.map(({ kind }) => kind as CreditChange))];
  });
}

/** The same, found by a grant that is due. */
export async function applyDueGrant(
  ctx: Context,
  input: { grantId: string },
): Promise<{ customerId: string; changes: CreditChange[] } | null> {
  const customerId = await readCustomerOfGrant(ctx, ctx.provider.id, input.grantId);
  if (customerId === null) return null;
  return { customerId, changes: await applyDueCredits(ctx, { customerId }) };
}

function isDue({ expiresAt, remaining, recurAt }: GrantRow, now: Date): boolean {
  const isOver = expiresAt !== null && expiresAt <= now && remaining > 0n;
  return isOver || (recurAt !== null && recurAt <= now);
}

function eventsOf(grant: GrantRow, now: Date, timezone: string): CreditEvent[] {
  const { id: grantId, expiresAt, recurReset } = grant;
  const events: CreditEvent[] = [];
  if (expiresAt !== null && expiresAt <= now) events.push({ kind: 'expiry', at: expiresAt, grantId });
  for (const at of recurrencesOf(grant, now, timezone).due) {
    if (recurReset) events.push({ kind: 'reset', at, grantId });
    events.push({ kind: 'recurrence', at, grantId });
  }
  return events;
}

/** The recurrences that are due, and the one that follows; a grant that is over has no more. */
function recurrencesOf(grant: GrantRow, now: Date, timezone: string): { due: Date[]; next: Date | null } {
  const due: Date[] = [];
  let next = grant.recurAt;
  while (next !== null && next <= now) {
    due.push(next);
    next = nextRecurrence(grant, next, timezone);
  }
  return { due, next };
}
