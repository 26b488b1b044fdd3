import { createHash } from 'node:crypto';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { db, inTransaction } from '@/lib/infra/postgres';

/** A JSON answer as it is stored and replayed, byte for byte. */
export interface JsonAnswer {
  status: number;
  body: string;
}

const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs `work` at most once per key. The record and the work share one transaction: a crash leaves neither or
 * both, and a concurrent request with the same key waits at the record's primary key until the first has
 * committed, then replays its answer. Errors are not kept: nothing happened, so the next try is a first one.
 */
export async function runIdempotently(
  ctx: Context,
  key: string,
  fingerprint: string,
  work: (ctx: Context) => Promise<JsonAnswer>,
): Promise<JsonAnswer & { replayed: boolean }> {
  if (!KEY_PATTERN.test(key)) {
    throw new AppError('malformed', 'Idempotency-Key: 1 to 255 printable ASCII characters without spaces.');
  }
  const requestHash = new Uint8Array(createHash('sha256').update(fingerprint).digest());
  const providerId = ctx.provider.id;
  return inTransaction(ctx, async (inner) => {
    const claimed = await db(inner).$executeRaw`
      INSERT INTO idempotency_record (provider_id, key, request_hash, created_at)
      VALUES (${providerId}, ${key}, ${requestHash}, now()) ON CONFLICT DO NOTHING`;
    if (claimed === 0) return replay(inner, key, requestHash);
    const answer = await work(inner);
    await db(inner).idempotencyRecord.update({
      where: { providerId_key: { providerId, key } },
      data: { status: answer.status, body: answer.body },
      select: { key: true },
    });
    return { ...answer, replayed: false };
  });
}

async function replay(ctx: Context, key: string, requestHash: Uint8Array) {
  const record = await db(ctx).idempotencyRecord.findUnique({
    where: { providerId_key: { providerId: ctx.provider.id, key } },
    select: { requestHash: true, status: true, body: true },
  });
  if (!record || record.status === null || record.body === null) {
    throw new AppError(
      'idempotency_in_progress',
      'The first request with this Idempotency-Key is still running.',
    );
  }
  if (!Buffer.from(record.requestHash).equals(requestHash)) {
    throw new AppError(
      'idempotency_mismatch',
      'This Idempotency-Key was used with another request; use a new key.',
    );
  }
  return { status: record.status, body: record.body, replayed: true };
}
