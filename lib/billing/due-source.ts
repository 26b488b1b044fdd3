import type { Context, ProviderId } from '@/lib/core/context';
import type { Done } from './close-subscription';

/** Something that falls due: what it is, and the instant at which it is to be done. */
export interface DueThing {
  at: Date;
  id: string;
}

/**
 * One kind of thing that falls due. Rooms above this one have kinds of their own; all of them are done in one
 * order of their instants.
 */
export interface DueSource {
  kind: string;
  /** The order at one instant, the lower first; what billing itself does is below 10. */
  rank: number;
  /** The first of them until an instant, in order. */
  read(ctx: Context, until: Date, limit: number): Promise<DueThing[]>;
  /** Does one: safe to call again, and by two workers at once. */
  run(ctx: Context, thing: DueThing): Promise<Done[]>;
  /** The accounts for which there is any, by each one's own clock. */
  readProviders(now: Date): Promise<{ id: ProviderId }[]>;
}
