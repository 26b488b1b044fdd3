import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { toProblem } from '@/lib/http';

/** Every path of the API that is none: a problem document, not a page. */
async function refuse(): Promise<Response> {
  const error = new AppError('not_found', 'There is no such path; see /api/openapi.json.');
  const { status, headers, body } = toProblem(error, newId('request', systemClock.now()));
  return new Response(body, { status, headers });
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
