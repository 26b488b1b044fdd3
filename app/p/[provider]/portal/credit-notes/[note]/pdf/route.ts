import { getCreditNotePdf } from '@/lib/billing/pdf';
import { customerFile } from '@/lib/http/session-file';

export const GET = customerFile((ctx, { note = '' }) => getCreditNotePdf(ctx, { id: note }));
