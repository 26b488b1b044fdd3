import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { type Meter, type MeterInput, meterInput } from './schemas';
import { insertMeter } from './store';
import { meterView } from './views';

/** Defines something else that is counted, beside `calls`. */
export async function createMeter(ctx: Context, given: MeterInput): Promise<Meter> {
  requireProviderWriter(ctx);
  const input = parseOrThrow(meterInput, given, 'meter');
  const createdAt = ctx.clock.now();
  return inTransaction(ctx, async (inner) => {
    const row = await orTaken(
      insertMeter(inner, ctx.provider.id, {
        id: newId('meter', createdAt),
        slug: input.slug,
        name: input.name,
        unit: input.unit,
        aggregation: input.aggregation,
        property: input.property ?? null,
        eventType: input.eventType ?? null,
        createdAt,
      }),
    );
    await recordAudit(inner, { action: 'meter.created', targetId: row.id, details: { slug: row.slug } });
    return meterView(row);
  });
}

/** Two constraints can refuse a meter; the error names the field of the one that did. */
async function orTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const path = (error as Error).message.includes('event_type') ? 'eventType' : 'slug';
    const message = `A meter with this ${path} exists already.`;
    throw new AppError('already_exists', message, { fields: [{ path, code: 'already_exists', message }] });
  }
}
