import { memberStream } from '@/lib/http/session-stream';
import { mergeBatches, watchCalls } from '@/lib/live';
import { nameCustomers } from '@/lib/tenants';

/** Calls of the open account as they come in. */
export const GET = memberStream({
  open: ({ ctx }, { onItem, onEnd }) => watchCalls(ctx, { onBatch: onItem, onEnd }),
  merge: mergeBatches,
  render: async ({ ctx }, batch) => {
    const names = await nameCustomers(ctx, { ids: batch.rows.map(({ customer }) => customer) });
    const rows = batch.rows.map((row) => ({ ...row, name: names[row.customer] ?? null }));
    return { ...batch, rows };
  },
});

export const dynamic = 'force-dynamic';
