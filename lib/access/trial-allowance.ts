/** What a customer may use that signed up by itself and whose address nobody has confirmed yet. */
export const TRIAL_ALLOWANCE = {
  /** Units per quota window and meter. */
  limit: 10_000,
  reason: 'Days of building and testing; worth nothing to somebody who invents addresses for free calls.',
} as const;

type Quotas = Map<string, { limit: number; hard: boolean }>;

/** The plan's quotas, none of them above the trial's allowance, which ends calls and does not merely warn. */
export function withTrialAllowance(quotas: Quotas, prices: { meter: string }[]): Quotas {
  const meters = new Set(['calls', ...prices.map(({ meter }) => meter), ...quotas.keys()]);
  return new Map(
    [...meters].map((meter) => {
      const quota = quotas.get(meter);
      const isTighter = quota?.hard && quota.limit <= TRIAL_ALLOWANCE.limit;
      return [meter, isTighter ? quota : { limit: TRIAL_ALLOWANCE.limit, hard: true }];
    }),
  );
}
