import type { z } from 'zod';
import { AppError, type FieldError } from './errors';

/** Zod's findings in the product's words: one entry a field, unknown fields each by name. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = fieldPath(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        code: 'unknown_field',
        message: `Unknown field "${key}".`,
      }));
    }
    const custom = issue.code === 'custom' && typeof issue.params?.code === 'string' && issue.params.code;
    return [{ path, code: custom || issue.code, message: issue.message }];
  });
}

function fieldPath(path: PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/**
 * Parses what crosses in, wherever it does: a route, a form, the shell, a seed.
 * @param where what a problem without a field is said about: `body`, `query`, `plan`
 * @throws AppError `validation_failed` that names every broken field
 */
export function parseOrThrow<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  const first = fields[0];
  const detail = first ? `${first.path || where}: ${first.message}` : `The ${where} breaks a rule.`;
  throw new AppError('validation_failed', detail, { fields });
}
