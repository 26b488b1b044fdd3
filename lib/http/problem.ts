import { z } from 'zod';
import { AppError, ERROR_STATUS, type ErrorCode, isAppError } from '@/lib/core/errors';
import { isAway } from '@/lib/infra/is-away';
import { logger } from '@/lib/infra/logger';

/** An RFC 9457 problem document as it leaves. */
export const problemSchema = z
  .object({
    type: z.string().describe('A page that explains the code.'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .describe('The fields that broke a rule, each named.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' });

export type Problem = z.infer<typeof problemSchema>;

/** Prepared for either server: the fast lane writes it to a socket, a route handler makes a Response of it. */
export interface PreparedProblem {
  status: number;
  code: ErrorCode;
  headers: Record<string, string>;
  body: string;
}

const TITLES: Partial<Record<ErrorCode, string>> = {
  malformed: 'The request could not be read',
  validation_failed: 'The request breaks a rule',
  internal_error: 'Something went wrong here',
};

/**
 * Any thrown value as a problem. What is not an AppError is a bug: it is logged whole and leaves as one
 * sentence with the request's id.
 */
export function toProblem(error: unknown, requestId: string): PreparedProblem {
  const known = isAppError(error) ? error : asAppError(error, requestId);
  const problem: Problem = {
    type: `/docs/errors#${known.code}`,
    title: TITLES[known.code] ?? sentenceCase(known.code),
    status: known.status,
    code: known.code,
    detail: known.message,
    requestId,
    ...(known.fields.length > 0 && { errors: known.fields }),
  };
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  };
  if (known.status === 503 || known.status === 429) {
    headers['retry-after'] = String(known.retryAfterSeconds ?? 1);
  }
  if (known.status === 401) headers['www-authenticate'] = 'Bearer';
  return { status: known.status, code: known.code, headers, body: JSON.stringify(problem) };
}

/** The same as a Response, with more headers where there are any. */
export function problemResponse(
  error: unknown,
  requestId: string,
  more: Record<string, string> = {},
): Response {
  const { status, headers, body } = toProblem(error, requestId);
  return new Response(body, { status, headers: { ...headers, ...more } });
}

function asAppError(error: unknown, requestId: string): AppError {
  if (isAway(error)) {
    // One line a request, without its stack: while the database is away there is one for every call.
    logger().error({ err: String(error), requestId }, 'the database cannot be reached');
    return new AppError('unavailable', 'The database cannot be reached; try again.', { cause: error });
  }
  logger().error({ err: error, requestId }, 'unexpected error');
  return new AppError('internal_error', `Something went wrong here. Quote ${requestId} to report it.`);
}

function sentenceCase(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
