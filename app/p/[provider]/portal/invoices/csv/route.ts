import { exportCustomerInvoices } from '@/lib/billing';
import { customerFile } from '@/lib/http/session-file';

export const GET = customerFile((ctx, { customer = '' }) => exportCustomerInvoices(ctx, { customer }));
