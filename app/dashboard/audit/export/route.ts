import { z } from 'zod';
import { exportAudit } from '@/lib/audit';
import { requireMember } from '@/lib/auth/request';
import { auditQuery } from '../query';

const query = z.object(auditQuery).omit({ cursor: true });

/** What the search found, as a file. */
export async function GET(request: Request): Promise<Response> {
  const { ctx } = await requireMember();
  const filters = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return new Response(await exportAudit(ctx, filters), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${ctx.provider.slug}-audit.csv"`,
      'cache-control': 'no-store',
    },
  });
}
