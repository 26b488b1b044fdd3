import { explainInvoiceCsv } from '@/lib/billing';
import { customerFile } from '@/lib/http/session-file';

export const GET = customerFile((ctx, { invoice = '' }) => explainInvoiceCsv(ctx, { id: invoice }));
