import { type Clock, standingClock, systemClock } from '@/lib/core/clock';
import type { ProviderFacts, ProviderId } from '@/lib/core/context';

/** The columns that facts and clock are made of: one selection for all who read them. */
export const PROVIDER_FACTS_SELECT = {
  id: true,
  slug: true,
  name: true,
  currency: true,
  timezone: true,
  country: true,
  keyPrefix: true,
  graceHours: true,
  paymentDays: true,
  gaugeFailure: true,
  liveProviderId: true,
  clockNow: true,
  clockOffsetMs: true,
} as const;

export interface ProviderFactsRow {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timezone: string;
  country: string;
  keyPrefix: string;
  graceHours: number;
  paymentDays: number;
  gaugeFailure: string;
  liveProviderId: string | null;
  clockNow: Date | null;
  clockOffsetMs: bigint;
}

/** A provider's facts and its clock: real time, or a sandbox's own where it was set. */
export function providerFacts(row: ProviderFactsRow): { provider: ProviderFacts; clock: Clock } {
  return {
    provider: {
      id: row.id as ProviderId,
      slug: row.slug,
      name: row.name,
      mode: row.liveProviderId === null ? 'live' : 'test',
      currency: row.currency,
      timezone: row.timezone,
      country: row.country,
      keyPrefix: row.keyPrefix,
      graceHours: row.graceHours,
      paymentDays: row.paymentDays,
      gaugeFailure: row.gaugeFailure === 'deny' ? 'deny' : 'allow',
    },
    clock: row.clockNow === null ? systemClock : standingClock(row.clockNow, Number(row.clockOffsetMs)),
  };
}
