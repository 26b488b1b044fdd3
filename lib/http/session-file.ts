import { unstable_rethrow } from 'next/navigation';
import { requireCustomerMember, requireMember } from '@/lib/auth/request';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import type { FileAnswer } from '@/lib/core/file-answer';
import { newId } from '@/lib/core/ids';
import { fileResponse } from './define-route';
import { problemResponse } from './problem';

/** Files for whoever is signed in: the links of the dashboard and the portal lead to them. */

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Params = Record<string, string>;
type Run = (ctx: Context, params: Params, query: URLSearchParams) => Promise<FileAnswer>;

/** A file of the dashboard; any member may read it. Nobody signed in is sent to sign in. */
export function memberFile(run: Run): Handler {
  return answering(async (params, query) => run((await requireMember()).ctx, params, query));
}

/** A file of the portal of the provider in the path, its customer among the parameters; another's is a 404. */
export function customerFile(run: Run): Handler {
  return answering(async (params, query) => {
    const { ctx, customer } = await requireCustomerMember(params.provider ?? '');
    return run(ctx, { ...params, customer: customer.id }, query);
  });
}

function answering(find: (params: Params, query: URLSearchParams) => Promise<FileAnswer>): Handler {
  return async (request, { params }) => {
    const requestId = newId('request', systemClock.now());
    try {
      return fileResponse(await find(await params, new URL(request.url).searchParams), requestId);
    } catch (error) {
      unstable_rethrow(error);
      return problemResponse(error, requestId);
    }
  };
}
