import type { z } from 'zod';
import { invalidField } from '@/lib/core/errors';

/**
 * A command's options through a schema; the first broken rule is thrown, named by its option.
 * @throws AppError `validation_failed`
 */
export function parseOptions<S extends z.ZodType>(schema: S, options: unknown): z.output<S> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidField(String(issue?.path[0] ?? ''), issue?.code ?? 'invalid', issue?.message ?? 'Is invalid.');
}
