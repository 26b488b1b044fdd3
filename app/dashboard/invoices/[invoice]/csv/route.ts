import { explainInvoiceCsv } from '@/lib/billing';
import { memberFile } from '@/lib/http/session-file';

export const GET = memberFile((ctx, { invoice = '' }) => explainInvoiceCsv(ctx, { id: invoice }));
