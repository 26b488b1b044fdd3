import type { z } from 'zod';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/core/errors';
import type { RouteDeclaration } from './define-route';
import { operationName } from './openapi-names';
import { type JsonSchema, SchemaBook } from './openapi-schemas';
import { problemSchema, toProblem } from './problem';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What a route file exports; methods that it refuses carry no declaration. */
export type RouteModule = Partial<Record<(typeof METHODS)[number], { declaration?: RouteDeclaration }>>;

export interface OpenApiDocument {
  openapi: '3.1.0';
  [key: string]: unknown;
}

interface Operation {
  method: (typeof METHODS)[number];
  path: string;
  declaration: RouteDeclaration;
}

const REQUEST_ID_HEADER = {
  'X-Request-Id': { description: 'Quote it to report a problem.', schema: { type: 'string' } },
};
const IDEMPOTENCY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a repeat safe: the same key with the same body replays the first answer, for 24 hours at least; with another body it is a 409 `idempotency_mismatch`.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
const HOT_PATH_TAG = 'Hot path';

/**
 * The API as an OpenAPI 3.1 document, made of the very declarations that answer the requests.
 * @param routes path below `/api/v1` (with `{parameters}`) → what its route file exports
 */
export function buildOpenApi(routes: Record<string, RouteModule>, serverUrl: string): OpenApiDocument {
  const book = new SchemaBook();
  const operations = Object.entries(routes).flatMap(([path, module]) => operationsOf(path, module));
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationObject(operation, book) };
  }
  const responses = problemResponses(book);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tollgate',
      version: '1',
      description: 'Sell your API: every call counted, limited and billed exactly.',
    },
    servers: [{ url: serverUrl }],
    security: [{ secretKey: [] }],
    tags: [...new Set(operations.map(({ declaration }) => declaration.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        secretKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A provider’s secret key: `tg_live_…`, or `tg_test_…` of the sandbox.',
        },
      },
      responses,
      schemas: book.close(),
    },
  };
}

function operationsOf(path: string, module: RouteModule): Operation[] {
  return METHODS.flatMap((method) => {
    const declaration = module[method]?.declaration;
    return declaration ? [{ method, path, declaration }] : [];
  });
}

function operationObject({ method, path, declaration }: Operation, book: SchemaBook): JsonSchema {
  const { summary, description, tag, auth, status, body } = declaration;
  const lists = 'nextCursor' in shapeOf(declaration.response);
  const keyed = method === 'POST' && tag !== HOT_PATH_TAG;
  return {
    operationId: operationName(method, path, { creates: status === 201, lists }),
    summary,
    ...(description && { description }),
    tags: [tag],
    ...(auth === 'public' && { security: [] }),
    parameters: [
      ...parametersOf(declaration.params, 'path', book),
      ...parametersOf(declaration.query, 'query', book),
      ...(keyed ? [IDEMPOTENCY_HEADER] : []),
    ],
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: book.add(body, 'input') } },
      },
    }),
    responses: {
      [status]: successOf(declaration, keyed, book),
      ...Object.fromEntries(
        problemsOf(method, declaration).map((code) => [
          code,
          { $ref: `#/components/responses/Problem${code}` },
        ]),
      ),
      ...refusalsOf(declaration, book),
    },
  };
}

function successOf(declaration: RouteDeclaration, keyed: boolean, book: SchemaBook): JsonSchema {
  const { fileType, response, status } = declaration;
  const content = {
    ...(response && { 'application/json': { schema: book.add(response, 'output') } }),
    ...(fileType && { [fileType.replace(/;.*/, '')]: { schema: { type: 'string', format: 'binary' } } }),
  };
  const replayed = {
    'Idempotency-Replayed': {
      description: '`true` when this is the first answer once more.',
      schema: { type: 'string', const: 'true' },
    },
  };
  return {
    description: status === 201 ? 'Created.' : 'Done.',
    headers: { ...REQUEST_ID_HEADER, ...(keyed && replayed) },
    content,
  };
}

function refusalsOf({ refusals = {} }: RouteDeclaration, book: SchemaBook): JsonSchema {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, schema]) => [
      status,
      {
        description: PROBLEMS[Number(status)],
        headers: REQUEST_ID_HEADER,
        content: { 'application/problem+json': { schema: book.add(schema, 'output') } },
      },
    ]),
  );
}

function shapeOf(schema: z.ZodType | undefined): Record<string, z.ZodType> {
  return (schema as { shape?: Record<string, z.ZodType> } | undefined)?.shape ?? {};
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  book: SchemaBook,
): JsonSchema[] {
  return Object.entries(shapeOf(schema)).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    ...(field.description && { description: field.description }),
    schema: book.add(field, 'input'),
  }));
}

/** The statuses that a request of this kind can be refused with. */
function problemsOf(method: string, declaration: RouteDeclaration): number[] {
  const { auth, params, query, body } = declaration;
  return [
    ...(body ? [400, 413] : []),
    ...(auth === 'secret' ? [401, 403] : []),
    ...(params ? [404] : []),
    ...(method === 'GET' ? [] : [409]),
    ...(body || query ? [422] : []),
    429,
    503,
  ].sort((left, right) => left - right);
}

const PROBLEMS: Record<number, string> = {
  400: 'The request cannot be read.',
  401: 'No valid secret key.',
  403: 'Not allowed.',
  404: 'There is none, or it is another provider’s.',
  409: 'Conflicts with what is there.',
  413: 'The body is too large.',
  422: 'Breaks a rule; `errors` names the fields.',
  429: 'Too many requests.',
  503: 'A dependency is down.',
};

function problemResponses(book: SchemaBook): JsonSchema {
  const schema = book.add(problemSchema, 'output');
  const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } };
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([text, description]) => {
      const status = Number(text);
      const headers = { ...REQUEST_ID_HEADER, ...((status === 429 || status === 503) && retryAfter) };
      const content = { 'application/problem+json': { schema, example: exampleOf(status, description) } };
      return [`Problem${status}`, { description, headers, content }];
    }),
  );
}

/** A problem as `toProblem` would make it. */
function exampleOf(status: number, detail: string): unknown {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  const code = codes.find((candidate) => ERROR_STATUS[candidate] === status) ?? 'conflict';
  const fields = [{ path: 'email', code: 'invalid_format', message: 'Must be an e-mail address.' }];
  const error = new AppError(code, detail, status === 422 ? { fields } : {});
  return JSON.parse(toProblem(error, 'req_01k9x2v4n8q6r3t5w7y9z1b3d5').body);
}
