import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { notesOf } from '@/lib/infra/notes';
import { runtime } from '@/lib/infra/runtime';

const WRITE_EVERY_MS = 500;
/** In one interval: a program that asks faster than that is told apart by any thousand of its requests. */
const MOST_PENDING = 1_000;
const MAX_PATH = 500;

interface Asked {
  id: string;
  /** When it came in, in real time; it is answered now. */
  at: Date;
  method: string;
  path: string;
  status: number;
  /** Of a problem document; null for an answer. */
  code: string | null;
}

type Row = Asked & { providerId: string; keyId: string; durationMs: number };

const WRITE = `
INSERT INTO api_request (provider_id, id, at, key_id, method, path, status, code, duration_ms)
SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::int[],
  $8::text[], $9::int[])
ON CONFLICT DO NOTHING`;

function write(rows: Row[]): Promise<unknown> {
  return runtime().pool.query(WRITE, [
    rows.map((row) => row.providerId),
    rows.map((row) => row.id),
    rows.map((row) => row.at.toISOString()),
    rows.map((row) => row.keyId),
    rows.map((row) => row.method),
    rows.map((row) => row.path.slice(0, MAX_PATH)),
    rows.map((row) => row.status),
    rows.map((row) => row.code),
    rows.map((row) => Math.max(0, Math.round(row.durationMs))),
  ]);
}

/** Notes a request of a provider's own program for its log of requests; a crash may lose the last half second. */
export function noteRequest(ctx: Pick<Context, 'provider' | 'actor'>, asked: Asked): void {
  if (ctx.actor.kind !== 'secret_key') return;
  const notes = notesOf<Row>('requests', { everyMs: WRITE_EVERY_MS, write });
  if (notes.size >= MOST_PENDING) return;
  const durationMs = systemClock.now().getTime() - asked.at.getTime();
  const row = { ...asked, providerId: ctx.provider.id, keyId: ctx.actor.id, durationMs };
  notes.note(asked.id, () => row);
}
