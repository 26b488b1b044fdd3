import { systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { problemResponse } from '@/lib/http';

/** Every path of the API that is none: a problem document, not a page. */
async function refuse(): Promise<Response> {
  const error = new AppError('not_found', 'There is no such path; see /api/openapi.json.');
  return problemResponse(error, newId('request', systemClock.now()));
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
