import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { type Page, pageQuery, paginate } from '@/lib/core/pagination';
import { type RequestRow, readRequests } from './store';

const listRequestsInput = z.object({
  ...pageQuery,
  id: z.string().max(100).optional(),
  outcome: z.enum(['ok', 'failed']).optional(),
});

/** Requests of the provider's own programs, newest first; only one of them by its `X-Request-Id`. */
export async function listRequests(
  ctx: Context,
  input: z.input<typeof listRequestsInput>,
): Promise<Page<Omit<RequestRow, 'at'> & { at: string }>> {
  if (ctx.actor.kind === 'customer_member' || ctx.actor.kind === 'visitor') {
    throw new AppError('forbidden', 'Only the provider may do this.');
  }
  const { limit, cursor, ...filters } = listRequestsInput.parse(input);
  const page = await paginate(
    { limit, cursor },
    (row: RequestRow) => row.id,
    (take, after) => readRequests(ctx, ctx.provider.id, filters, take, after),
  );
  return { ...page, data: page.data.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
