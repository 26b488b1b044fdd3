import { getInvoicePdf } from '@/lib/billing/pdf';
import { customerFile } from '@/lib/http/session-file';

export const GET = customerFile((ctx, { invoice = '' }) => getInvoicePdf(ctx, { id: invoice }));
