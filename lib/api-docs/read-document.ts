import { Validator } from '@seriousme/openapi-schema-validator';
import type { ErrorObject } from 'ajv';
import { parse as parseYaml } from 'yaml';
import { AppError, type FieldError, invalidField } from '@/lib/core/errors';
import { MAX_DOCUMENT_BYTES } from './schemas';

export type OpenApiDocument = Record<string, unknown> & {
  openapi: string;
  info: { title: string; version: string };
};

/** So many wrong places are named; a document with one slip often breaks many rules. */
const NAMED_ERRORS = 10;

/**
 * An OpenAPI 3 document out of an object, JSON or YAML, judged by the specification's own JSON schema. The text is
 * never taken for a file's name, and nothing that it refers to is fetched.
 * @throws AppError `validation_failed` naming the places in it that are wrong
 */
export async function readDocument(given: Record<string, unknown> | string): Promise<OpenApiDocument> {
  try {
    const document = plain(typeof given === 'string' ? parsed(given) : given);
    // The validator changes what it is given.
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    if (!valid) throw refused(errors);
    return document as OpenApiDocument;
  } catch (error) {
    // The call stack ends before a document of brackets alone does.
    if (error instanceof RangeError) throw invalidField('document', 'too_deep', 'It is nested too deeply.');
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    const where = error instanceof Error ? error.message.split('\n')[0] : '';
    throw invalidField('document', 'malformed', `Neither JSON nor YAML: ${where}`);
  }
}

/** Only what JSON can say, and not more of it than is taken. */
function plain(value: unknown): Record<string, unknown> {
  const text = JSON.stringify(value) ?? '';
  const size = Buffer.byteLength(text);
  if (size > MAX_DOCUMENT_BYTES) {
    throw invalidField(
      'document',
      'too_big',
      `It has ${size} bytes; at most ${MAX_DOCUMENT_BYTES} are taken.`,
    );
  }
  const document: unknown = JSON.parse(text || 'null');
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw invalidField('document', 'invalid_type', 'Not an OpenAPI document: it must be an object.');
  }
  if (!/^3\.[012]\./.test(String((document as { openapi?: unknown }).openapi))) {
    const message = 'Must say "openapi": 3.0, 3.1 or 3.2; convert a Swagger 2.0 document first.';
    throw invalidField('document.openapi', 'invalid_version', message);
  }
  return document as Record<string, unknown>;
}

function refused(errors: ErrorObject[] | string | undefined): AppError {
  if (!Array.isArray(errors)) return invalidField('document', 'invalid_document', String(errors));
  // Whatever holds a wrong part is wrong too; the innermost places say the most.
  const innermost = errors.toSorted((a, b) => depthOf(b) - depthOf(a)).slice(0, NAMED_ERRORS);
  const fields = innermost.map(fieldOf);
  const [first] = fields;
  const message = `Not a valid OpenAPI document: ${first?.path} ${first?.message}.`;
  return new AppError('validation_failed', message, { fields });
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function fieldOf({ instancePath, message }: ErrorObject): FieldError {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) =>
      /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${/^\d+$/.test(step) ? step : JSON.stringify(step)}]`,
    );
  return { path: `document${steps.join('')}`, code: 'invalid_document', message: message ?? 'is wrong' };
}
