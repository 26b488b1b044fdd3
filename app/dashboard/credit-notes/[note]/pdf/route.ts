import { getCreditNotePdf } from '@/lib/billing/pdf';
import { memberFile } from '@/lib/http/session-file';

export const GET = memberFile((ctx, { note = '' }) => getCreditNotePdf(ctx, { id: note }));
