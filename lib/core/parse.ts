import type { z } from 'zod';
import { AppError, type FieldError } from './errors';

/** An answer must not be many times as large as what was sent to provoke it. */
const MAX_FIELD_ERRORS = 100;
const MAX_SHOWN_NAME = 100;

/** Zod's findings in the product's words: one entry a field, unknown fields each by name, a hundred at most. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(errorsOf).slice(0, MAX_FIELD_ERRORS);
}

function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = fieldPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_FIELD_ERRORS).map((key) => {
      const name = key.slice(0, MAX_SHOWN_NAME);
      return {
        path: path ? `${path}.${name}` : name,
        code: 'unknown_field',
        message: `Unknown field "${name}".`,
      };
    });
  }
  const custom = issue.code === 'custom' && typeof issue.params?.code === 'string' && issue.params.code;
  return [{ path, code: custom || issue.code || 'invalid', message: issue.message }];
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
