import type { Context } from '@/lib/core/context';
import { accounts } from './accounts';
import { parseEvents } from './parse-events';
import { recordEvents } from './record-events';
import type { EventsResponse } from './schemas';

export interface EventsBody {
  bytes: Buffer;
  contentType: string | undefined;
  contentEncoding: string | undefined;
}

/** Records the events of a request body, in any of the forms that the contract takes. */
export async function recordEventsFromBody(ctx: Context, body: EventsBody): Promise<EventsResponse> {
  const events = await parseEvents(body.bytes, body.contentType, body.contentEncoding, () =>
    accounts().meters(ctx),
  );
  return recordEvents(ctx, events);
}
