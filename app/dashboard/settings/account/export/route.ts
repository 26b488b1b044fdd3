import { memberFile } from '@/lib/http/session-file';
import { exportAccount } from '@/lib/revenue';

/** Everything the account holds, as a file. */
export const GET = memberFile(async (ctx) => exportAccount(ctx));
