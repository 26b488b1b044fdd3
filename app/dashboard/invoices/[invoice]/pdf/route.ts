import { getInvoicePdf } from '@/lib/billing/pdf';
import { memberFile } from '@/lib/http/session-file';

export const GET = memberFile((ctx, { invoice = '' }) => getInvoicePdf(ctx, { id: invoice }));
