/*
 * Prepaid credits: which grant is burned first, and what happens at an instant at which several things are due.
 * Amounts are minor units; instants are UTC.
 */

/** A grant as it stands. */
export interface CreditGrant {
  id: string;
  /** What was granted, and what a recurrence grants again. */
  amountMinor: bigint;
  /** What is left of it; never negative. */
  remainingMinor: bigint;
  /** Lower burns first. */
  priority: number;
  /** The first instant at which it is worth nothing; null for never. */
  expiresAt: Date | null;
  createdAt: Date;
}

/** A change of the balance. Movements of all time sum to the balance. */
export interface CreditMovement {
  grantId: string;
  kind: 'expiry' | 'reset' | 'recurrence' | 'usage';
  at: Date;
  /** Signed: negative takes from the balance. */
  amountMinor: bigint;
}

/** Something that is due. `reset` takes every remainder down to `keepMinor` (default 0). */
export type CreditEvent =
  | { kind: 'expiry'; at: Date; grantId: string }
  | { kind: 'reset'; at: Date; grantId: string; keepMinor?: bigint }
  | { kind: 'recurrence'; at: Date; grantId: string }
  | { kind: 'usage'; at: Date; amountMinor: bigint };

export interface CreditBurn {
  grants: CreditGrant[];
  movements: CreditMovement[];
  /** What no grant could cover. */
  uncoveredMinor: bigint;
}

const RANK = { expiry: 0, reset: 1, recurrence: 2, usage: 3 } as const;

/** What may be spent at an instant: an expired grant no longer counts, whether or not its expiry was recorded. */
export function balanceOf(grants: readonly CreditGrant[], at: Date): bigint {
  return grants.reduce((sum, grant) => (isExpired(grant, at) ? sum : sum + grant.remainingMinor), 0n);
}

/**
 * Burns an amount: lowest priority number first, then the earliest expiry, then the oldest. The balance never
 * goes below zero; what is not covered is returned.
 */
export function burnCredits(grants: readonly CreditGrant[], amountMinor: bigint, at: Date): CreditBurn {
  const updated = grants.map((grant) => ({ ...grant }));
  const movements: CreditMovement[] = [];
  let uncoveredMinor = amountMinor > 0n ? amountMinor : 0n;
  for (const grant of [...updated].sort(burnOrder)) {
    if (isExpired(grant, at) || grant.remainingMinor === 0n || uncoveredMinor === 0n) continue;
    const takenMinor = grant.remainingMinor < uncoveredMinor ? grant.remainingMinor : uncoveredMinor;
    grant.remainingMinor -= takenMinor;
    uncoveredMinor -= takenMinor;
    movements.push({ grantId: grant.id, kind: 'usage', at, amountMinor: -takenMinor });
  }
  return { grants: updated, movements, uncoveredMinor };
}

/**
 * Applies what is due in order of time; at one instant expiry first, then reset, then recurrence, then usage, so
 * that nothing is spent which just expired and everything that just came can be. Events of one kind at one
 * instant keep the order given.
 */
export function applyCreditEvents(
  grants: readonly CreditGrant[],
  events: readonly CreditEvent[],
): CreditBurn {
  let current: CreditGrant[] = grants.map((grant) => ({ ...grant }));
  const movements: CreditMovement[] = [];
  let uncoveredMinor = 0n;
  for (const event of [...events].sort(dueOrder)) {
    if (event.kind === 'usage') {
      const burn = burnCredits(current, event.amountMinor, event.at);
      current = burn.grants;
      movements.push(...burn.movements);
      uncoveredMinor += burn.uncoveredMinor;
      continue;
    }
    const grant = current.find(({ id }) => id === event.grantId);
    if (!grant) continue;
    const remainingMinor = remainingAfter(event, grant);
    const changeMinor = remainingMinor - grant.remainingMinor;
    grant.remainingMinor = remainingMinor;
    if (changeMinor === 0n) continue;
    movements.push({ grantId: grant.id, kind: event.kind, at: event.at, amountMinor: changeMinor });
  }
  return { grants: current, movements, uncoveredMinor };
}

function remainingAfter(event: Exclude<CreditEvent, { kind: 'usage' }>, grant: CreditGrant): bigint {
  switch (event.kind) {
    case 'expiry':
      return 0n;
    case 'reset': {
      const keepMinor = event.keepMinor ?? 0n;
      return grant.remainingMinor < keepMinor ? grant.remainingMinor : keepMinor;
    }
    case 'recurrence':
      // A grant that is over does not come back.
      return isExpired(grant, event.at) ? grant.remainingMinor : grant.remainingMinor + grant.amountMinor;
  }
}

function isExpired(grant: CreditGrant, at: Date): boolean {
  return grant.expiresAt !== null && grant.expiresAt <= at;
}

function burnOrder(left: CreditGrant, right: CreditGrant): number {
  const expiry = (grant: CreditGrant) => grant.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (left.priority !== right.priority) return left.priority - right.priority;
  if (expiry(left) !== expiry(right)) return expiry(left) < expiry(right) ? -1 : 1;
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1);
}

function dueOrder(left: CreditEvent, right: CreditEvent): number {
  return left.at.getTime() - right.at.getTime() || RANK[left.kind] - RANK[right.kind];
}
