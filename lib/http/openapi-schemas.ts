import { z } from 'zod';

/** A JSON Schema document, as far as this module looks into it. */
export type JsonSchema = { [key: string]: unknown };

type Direction = 'input' | 'output';
type Definitions = Record<string, JsonSchema>;

const REFERENCE = '#/$defs/';

/**
 * Collects zod schemas as JSON Schema. Those with an id become components that the rest refers to; where what
 * is taken differs from what is given (defaults, transforms), the one that is taken is called `…Input`.
 */
export class SchemaBook {
  private readonly definitions: Record<Direction, Definitions> = { input: {}, output: {} };
  private readonly converted: { target: JsonSchema; source: JsonSchema; direction: Direction }[] = [];

  /** The schema as it will stand in the document; filled in when the book is closed. */
  add(schema: z.ZodType, direction: Direction): JsonSchema {
    // Inside an object, so that a schema with an id of its own becomes a reference as well.
    const whole = z.toJSONSchema(z.object({ it: schema }), {
      io: direction,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema),
    }) as unknown as { properties: { it: JsonSchema }; $defs?: Definitions };
    Object.assign(this.definitions[direction], whole.$defs);
    const target: JsonSchema = {};
    this.converted.push({ target, source: whole.properties.it, direction });
    return target;
  }

  /** Fills in every schema that was added and returns the components. */
  close(): Definitions {
    const differing = this.differingNames();
    const nameOf = (name: string, direction: Direction) =>
      direction === 'input' && differing.has(name) ? `${name}Input` : name;
    for (const { target, source, direction } of this.converted) {
      Object.assign(
        target,
        withReferences(source, (name) => nameOf(name, direction)),
      );
    }
    const components: Definitions = {};
    for (const direction of ['input', 'output'] as const) {
      for (const [name, schema] of Object.entries(this.definitions[direction])) {
        const component = withReferences(schema, (inner) => nameOf(inner, direction));
        components[nameOf(name, direction)] = component as JsonSchema;
      }
    }
    return Object.fromEntries(Object.entries(components).sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** Names whose two directions differ, by themselves or by what they refer to. */
  private differingNames(): Set<string> {
    const { input, output } = this.definitions;
    const both = Object.keys(input).filter((name) => name in output);
    const differing = new Set(
      both.filter((name) => JSON.stringify(input[name]) !== JSON.stringify(output[name])),
    );
    for (let size = -1; size !== differing.size; ) {
      size = differing.size;
      for (const name of both) {
        if (referencesOf(input[name]).some((inner) => differing.has(inner))) differing.add(name);
      }
    }
    return differing;
  }
}

/** Takes out what zod adds for its own sake: bounds that every JSON integer has, and the pattern of a time. */
function tidy(schema: JsonSchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === 'date-time' || schema.format === 'date' || schema.format === 'email')
    delete schema.pattern;
  delete schema.id;
}

function referencesOf(schema: unknown): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map((match) => match[1] as string);
}

function withReferences(schema: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => withReferences(entry, nameOf));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith(REFERENCE)
        ? `#/components/schemas/${nameOf(value.slice(REFERENCE.length))}`
        : withReferences(value, nameOf),
    ]),
  );
}
