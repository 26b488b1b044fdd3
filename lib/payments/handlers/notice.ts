import type { Context } from '@/lib/core/context';
import type { Envelope } from '../events/envelope';

/** What a handler is told: which object changed, never how; it reads the object itself. */
export interface Notice extends Envelope {
  type: string;
  account: string;
  objectId: string;
}

export type Handler = (ctx: Context, notice: Notice) => Promise<void>;
