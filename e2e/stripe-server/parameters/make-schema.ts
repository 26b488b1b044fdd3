import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Stripe from 'stripe';
import { createGenerator } from 'ts-json-schema-generator';

/** A JSON schema, as far as the generator writes it. */
type Schema = { [key: string]: unknown };

/** Subschemas at least this long that occur twice are written once, as definitions. */
const WORTH_SHARING = 160;

/**
 * The text of schema.json: what every operation takes, from the types of the installed SDK, and which SDK that
 * was. One line an operation, so that a new SDK's differences can be read.
 */
export function makeSchema(): string {
  const generator = createGenerator({
    path: resolve('e2e/stripe-server/parameters/operations.ts'),
    tsconfig: resolve('tsconfig.json'),
    type: 'OperationParameters',
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
    expose: 'none',
    topRef: false,
  });
  const { properties } = generator.createSchema('OperationParameters');
  const { operations, definitions } = share(asStripeParses(properties as Schema) as Record<string, Schema>);
  const { version } = JSON.parse(readFileSync(join(resolve('node_modules/stripe'), 'package.json'), 'utf8'));
  const lines = (entries: Record<string, Schema>) =>
    Object.keys(entries)
      .sort()
      .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(entries[name])}`)
      .join(',\n');
  return [
    '{',
    `  "sdkVersion": ${JSON.stringify(version)},`,
    `  "apiVersion": ${JSON.stringify(Stripe.API_VERSION)},`,
    `  "operations": {\n${lines(operations)}\n  },`,
    `  "definitions": {\n${lines(definitions)}\n  }`,
    '}\n',
  ].join('\n');
}

/**
 * Where the SDK's types are looser than Stripe: whole numbers are `number`, an enum also allows any string so
 * that later values compile, and exact decimals are a class that is sent as text.
 */
function asStripeParses(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asStripeParses);
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as Schema;
  if (isDecimal(schema)) return { type: 'string' };
  const entries = Object.entries(schema).map(([key, value]) => [key, asStripeParses(value)]);
  const parsed: Schema = Object.fromEntries(entries);
  if (parsed.type === 'number') parsed.type = 'integer';
  if (Array.isArray(parsed.anyOf) && parsed.anyOf.some(isEnum)) {
    parsed.anyOf = parsed.anyOf.filter((option: Schema) => JSON.stringify(option) !== '{"type":"string"}');
    if ((parsed.anyOf as Schema[]).length === 1) return (parsed.anyOf as Schema[])[0];
  }
  return parsed;
}

function isDecimal(schema: Schema): boolean {
  const keys = Object.keys((schema.properties ?? {}) as object);
  return keys.some((key) => key.includes('brand')) && keys.some((key) => key.includes('stripeType'));
}

const isEnum = (option: Schema) =>
  'enum' in option || (typeof option.const === 'string' && option.const !== '');

/** Puts subschemas that occur more than once into definitions named by their content. */
function share(operations: Record<string, Schema>) {
  const times = new Map<string, number>();
  const count = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const text = JSON.stringify(node);
    const seen = (times.get(text) ?? 0) + 1;
    times.set(text, seen);
    if (seen === 1 || !isShareable(node, text)) for (const child of Object.values(node)) count(child);
  };
  count(operations);
  const definitions: Record<string, Schema> = {};
  const replace = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(replace);
    if (typeof node !== 'object' || node === null) return node;
    const text = JSON.stringify(node);
    const inner = () => Object.fromEntries(Object.entries(node).map(([key, child]) => [key, replace(child)]));
    if ((times.get(text) ?? 0) < 2 || !isShareable(node, text)) return inner();
    const name = createHash('sha256').update(text).digest('hex').slice(0, 10);
    definitions[name] ??= inner();
    return { $ref: `#/definitions/${name}` };
  };
  return { operations: replace(operations) as Record<string, Schema>, definitions };
}

/** A schema of its own, not a map of properties. */
const isShareable = (node: object, text: string) =>
  text.length >= WORTH_SHARING && ('anyOf' in node || ('type' in node && typeof node.type === 'string'));
