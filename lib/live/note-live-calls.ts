import { systemClock } from '@/lib/core/clock';
import type { ProviderId } from '@/lib/core/context';
import { notesOf } from '@/lib/infra/notes';
import { runtime } from '@/lib/infra/runtime';
import { encodeBatch, type LiveCalls } from './batch';
import { channelOf } from './channel';
import { watched } from './watched';

/** Soon enough to feel live; a busy account costs two notifications a second and process. */
const TELL_EVERY_MS = 500;
/** Of one interval; what comes beyond is counted under no customer and no endpoint. */
const MOST_ROWS = 5_000;

type Noted = LiveCalls & { providerId: ProviderId };

/** Notes calls for whoever watches the account at this moment; for nobody it does nothing. */
export function noteLiveCalls(providerId: ProviderId, calls: LiveCalls): void {
  if (!watched().has(providerId)) return;
  const notes = notesOf<Noted>('live', { everyMs: TELL_EVERY_MS, write: tell });
  const known = notes.size < MOST_ROWS ? calls : { ...calls, customer: '', endpoint: '' };
  const name = `${providerId} ${known.customer} ${known.code} ${known.endpoint}`;
  notes.note(name, (pending) => ({ ...known, providerId, calls: (pending?.calls ?? 0) + calls.calls }));
}

/** One statement for all accounts that are watched. */
async function tell(noted: Noted[]): Promise<void> {
  const at = systemClock.tickingMs();
  const byProvider = new Map<ProviderId, Noted[]>();
  for (const one of noted) {
    const own = byProvider.get(one.providerId);
    if (own) own.push(one);
    else byProvider.set(one.providerId, [one]);
  }
  const channels = [...byProvider.keys()].map(channelOf);
  const payloads = [...byProvider.values()].map((own) => encodeBatch(at, own));
  await runtime().pool.query(
    'SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS t(channel, payload)',
    [channels, payloads],
  );
}
