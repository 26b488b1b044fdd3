import { z } from 'zod';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/**
 * A page's query, read through a schema whose fields all fall back: what somebody typed into the address bar
 * must not break the page. Of a repeated parameter the first counts.
 */
export async function readQuery<S extends z.ZodType>(
  searchParams: SearchParams,
  schema: S,
): Promise<z.output<S>> {
  const raw = Object.entries(await searchParams).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return schema.parse(Object.fromEntries(raw));
}

/** A text parameter that is absent when it is empty or too long. */
export const textParameter = z.string().trim().min(1).max(500).optional().catch(undefined);

/** A provider's slug in a form or a path, sandboxes' among them; whether it exists is for the look-up to say. */
export const providerSlugParameter = z.string().regex(/^[a-z0-9-]{1,60}$/, 'No such provider.');

/** How many days a usage screen looks back: a week, a month or a quarter. */
export const daysParameter = z.coerce
  .number()
  .pipe(z.union([z.literal(7), z.literal(30), z.literal(90)]))
  .catch(30);
