import { z } from 'zod';
import { requireMember } from '@/lib/auth/request';
import { localMonthOf } from '@/lib/core/period';
import { exportInvoices, INVOICE_EXPORTS } from '@/lib/revenue';

const query = z.object({
  what: z.enum(INVOICE_EXPORTS).catch('all'),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
});

/** A month's invoices as a file. */
export async function GET(request: Request): Promise<Response> {
  const { ctx } = await requireMember();
  const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const month = asked.month ?? localMonthOf(ctx.clock.now(), ctx.provider.timezone);
  const csv = await exportInvoices(ctx, { month, what: asked.what });
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${ctx.provider.slug}-${asked.what}-${month}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
