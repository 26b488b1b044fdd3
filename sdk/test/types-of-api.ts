import { compile } from 'json-schema-to-typescript';

/*
 * Makes sdk/src/api-types.ts from the OpenAPI document: one entry an operation, named by method and path. The
 * schemas of OpenAPI 3.1 are JSON Schema, so a generator for that is all it takes.
 */

type Schema = Record<string, unknown>;

interface Operation {
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema; description?: string }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const BASE = '/api/v1';
const NOTHING = { tsType: 'undefined' };

/** The text of sdk/src/api-types.ts. */
export async function typesOfApi(openApi: unknown): Promise<string> {
  const { paths, components } = openApi as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path.slice(BASE.length)}`;
      return [name, schemaOf(operation)] as const;
    }),
  );
  const definitions = Object.entries(components.schemas).map(([name, schema]) => [
    name,
    { ...schema, title: name },
  ]);
  const root = {
    title: 'Operations',
    ...object(Object.fromEntries(operations)),
    definitions: Object.fromEntries(definitions),
  };
  return compile(withLocalReferences(root) as Schema, 'Operations', {
    additionalProperties: false,
    bannerComment: '/* Made from the OpenAPI document by api-types.test.ts; update with `npx vitest -u`. */',
    format: true,
    style: { singleQuote: true, printWidth: 110 },
  });
}

function schemaOf(operation: Operation): Schema {
  const { requestBody, responses, summary } = operation;
  const body = requestBody?.content['application/json']?.schema;
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const response = success?.content?.['application/json']?.schema ?? { tsType: 'Uint8Array' };
  return {
    description: summary,
    ...object(
      {
        params: parameters(operation, 'path'),
        query: parameters(operation, 'query'),
        body: body ?? NOTHING,
        response,
      },
      [
        'params',
        'response',
        ...(hasRequired(operation, 'query') ? ['query'] : []),
        ...(requestBody?.required ? ['body'] : []),
      ],
    ),
  };
}

const hasRequired = ({ parameters: all }: Operation, place: string) =>
  all.some((parameter) => parameter.in === place && parameter.required);

function parameters(operation: Operation, place: 'path' | 'query'): Schema {
  const here = operation.parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return place === 'path' ? { tsType: 'Record<string, never>' } : NOTHING;
  const fields = here.map(({ name, schema, description }) => [
    name,
    { ...schema, ...(description && { description }) },
  ]);
  return object(
    Object.fromEntries(fields),
    here.filter(({ required }) => required).map(({ name }) => name),
  );
}

function object(properties: Record<string, unknown>, required = Object.keys(properties)): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** Titles and bounds of single fields would each become a named type or a tuple of every length. */
function withLocalReferences(node: unknown, depth = 0): unknown {
  if (Array.isArray(node)) return node.map((item) => withLocalReferences(item, depth + 1));
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    if (key === '$ref') return [[key, (value as string).replace('#/components/schemas/', '#/definitions/')]];
    if (key === 'minItems' || key === 'maxItems' || key === 'examples' || key === 'default') return [];
    return [[key, withLocalReferences(value, depth + 1)]];
  });
  return Object.fromEntries(entries);
}
