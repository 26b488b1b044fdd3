import type { z } from 'zod';
import { noteRequest } from '@/lib/audit';
import { authenticateSecret } from '@/lib/auth/authenticate-secret';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { FileAnswer } from '@/lib/core/file-answer';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { announcements } from '@/lib/infra/announcements';
import { metrics } from '@/lib/infra/metrics';
import { contextOfProviderSlug } from '@/lib/tenants/context-of-provider-slug';
import { runIdempotently } from './idempotency';
import { problemResponse, toProblem } from './problem';
import { readJsonBody } from './read-body';

type Schema = z.ZodType;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** What a route is: everything that OpenAPI, the wrapper and a reader need, and one call of a verb. */
export interface RouteDeclaration<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Response extends Schema = Schema,
> {
  summary: string;
  description?: string;
  tag: string;
  /** `secret`: a provider's secret key. `public`: nobody signs in; the path's `providerSlug` names the tenant. */
  auth: 'secret' | 'public';
  params?: Params;
  query?: Query;
  body?: Body;
  /** Without one it answers files alone. */
  response?: Response;
  status: 200 | 201;
  /** Refusals of its own, by status, where they are not the ordinary problems. */
  refusals?: Record<number, Schema>;
  /** What it answers as a file (a PDF, a CSV), where the verb gives one. */
  fileType?: FileAnswer['contentType'];
  run(
    ctx: Context,
    input: { params: Output<Params>; query: Output<Query>; body: Output<Body> },
  ): Promise<z.input<Response> | FileAnswer>;
}

/** A Next route handler that carries its declaration. */
export interface DeclaredRoute {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  declaration: RouteDeclaration;
}

/** Makes a Next route handler of a declaration. */
export function defineRoute<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Response extends Schema = Schema,
>(declaration: RouteDeclaration<Params, Query, Body, Response>): DeclaredRoute {
  const erased = declaration as unknown as RouteDeclaration;
  const handler = async (request: Request, { params }: { params: Promise<Record<string, string>> }) => {
    const at = systemClock.now();
    const requestId = newId('request', at);
    let ctx: Context | undefined;
    let code: string | null = null;
    let response: globalThis.Response;
    try {
      const given = await params;
      ctx = await tenantOf(erased, request, given, requestId);
      response = await answer(erased, request, { ctx, params: given }, requestId);
    } catch (error) {
      const problem = toProblem(error, requestId);
      code = problem.code;
      response = new Response(problem.body, { status: problem.status, headers: problem.headers });
    }
    const labels = { operation: erased.summary, method: request.method, status: response.status };
    metrics().httpRequests.inc(labels);
    if (ctx) {
      const { method, url } = request;
      const { status } = response;
      noteRequest(ctx, { id: requestId, at, method, path: new URL(url).pathname, status, code });
    }
    return response;
  };
  return Object.assign(handler, { declaration: erased });
}

async function answer(
  declaration: RouteDeclaration,
  request: Request,
  { ctx, params }: { ctx: Context; params: Record<string, string> },
  requestId: string,
): Promise<Response> {
  const { input, bodyText } = await parseInput(declaration, request, params);
  if (declaration.fileType && request.method === 'GET') {
    const found = await declaration.run(ctx, input as never);
    if (found instanceof FileAnswer) return fileResponse(found, requestId);
    return jsonResponse({ status: declaration.status, body: render(declaration, found) }, requestId);
  }
  const run = async (inner: Context) => ({
    status: declaration.status,
    body: render(declaration, await declaration.run(inner, input as never)),
  });
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
  const fingerprint = `${request.method} ${new URL(request.url).pathname}\n${bodyText}`;
  const outcome =
    key === null
      ? { ...(await run(ctx)), replayed: false }
      : await runIdempotently(
          ctx,
          key,
          fingerprint,
          run as (c: Context) => Promise<{ status: number; body: string }>,
        );
  // The caller's next call, on this instance at least, must be decided by what it just changed.
  if (request.method !== 'GET') await announcements().barrier();
  return jsonResponse(outcome, requestId);
}

function jsonResponse(
  outcome: { status: number; body: string; replayed?: boolean },
  requestId: string,
): Response {
  return new Response(outcome.body, {
    status: outcome.status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...(outcome.replayed && { 'idempotency-replayed': 'true' }),
    },
  });
}

/** A file as the response that carries it. */
export function fileResponse(file: FileAnswer, requestId: string): Response {
  return new Response(file.body as BodyInit, { headers: { ...file.headers(), 'x-request-id': requestId } });
}

function tenantOf(
  declaration: RouteDeclaration,
  request: Request,
  params: Record<string, string>,
  requestId: string,
): Promise<Context> {
  if (declaration.auth === 'secret')
    return authenticateSecret(request.headers.get('authorization'), requestId);
  return contextOfProviderSlug(params.providerSlug ?? '', requestId);
}

async function parseInput(declaration: RouteDeclaration, request: Request, params: Record<string, string>) {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { value, text } = declaration.body ? await readJsonBody(request) : { value: undefined, text: '' };
  return {
    bodyText: text,
    input: {
      params: declaration.params && parseOrThrow(declaration.params, params, 'path'),
      query: declaration.query && parseOrThrow(declaration.query, query, 'query'),
      body: declaration.body && parseOrThrow(declaration.body, value, 'body'),
    },
  };
}

/** Only what the response schema names leaves; an answer that breaks it is a bug here, not the caller's. */
function render(declaration: RouteDeclaration, result: unknown): string {
  const parsed = declaration.response?.safeParse(result);
  if (!parsed?.success) throw new Error('the response breaks its own schema', { cause: parsed?.error });
  return JSON.stringify(parsed.data);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The exports of a route file: its declared methods, and for every other method a 405 problem that names
 * the allowed ones.
 */
export function defineRoutes(routes: Partial<Record<Method, DeclaredRoute>>): Record<Method, DeclaredRoute> {
  const allowed = Object.keys(routes).join(', ');
  const refuse = async () => {
    const requestId = newId('request', systemClock.now());
    const error = new AppError('method_not_allowed', `This path takes ${allowed}.`);
    return problemResponse(error, requestId, { allow: allowed });
  };
  const all = { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
  return { ...all, ...routes } as Record<Method, DeclaredRoute>;
}
