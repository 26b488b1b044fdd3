import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { invalid, type StripeProblem } from '../problem';
import type { OperationParameters } from './operations';
import schema from './schema.json' with { type: 'json' };

/** `POST /v1/customers`: what a caller can ask for. */
export type Operation = keyof OperationParameters;

/** The API version of the installed SDK: the only one whose objects this server can make. */
export const API_VERSION: string = schema.apiVersion;

// A form has only text: "5" and "true" become what the SDK's types say they are.
const ajv = new Ajv({
  coerceTypes: true,
  strict: false,
  // Compiled at the first call of an operation: a tenth of a second rather than three.
  inlineRefs: false,
  code: { optimize: false },
});
const compiled = new Map<Operation, ValidateFunction>();

/**
 * Turns a form's text into typed parameters, or throws what Stripe answers to an unknown, missing or malformed
 * one. `params` is changed in place.
 */
export function checkParameters<O extends Operation>(operation: O, params: unknown): OperationParameters[O] {
  const validate = compiled.get(operation) ?? compile(operation);
  if (!validate(params)) throw complaint(validate.errors ?? []);
  return params as OperationParameters[O];
}

function compile(operation: Operation): ValidateFunction {
  const operations: Record<string, object> = schema.operations;
  const validate = ajv.compile({ ...operations[operation], definitions: schema.definitions });
  compiled.set(operation, validate);
  return validate;
}

/** Of several complaints about alternatives, the one that went furthest into the parameters. */
function complaint(errors: ErrorObject[]): StripeProblem {
  const weight = ({ keyword, instancePath }: ErrorObject) =>
    instancePath.split('/').length * 10 +
    (['additionalProperties', 'required', 'enum', 'type'].indexOf(keyword) >= 0
      ? 5 - ['additionalProperties', 'required', 'enum', 'type'].indexOf(keyword)
      : 0);
  const [error] = [...errors].sort((a, b) => weight(b) - weight(a));
  if (!error) return invalid('Invalid request.');
  return wording(error);
}

function wording({ keyword, instancePath, params, data }: ErrorObject): StripeProblem {
  const path = instancePath.split('/').slice(1);
  if (keyword === 'additionalProperties') {
    const param = bracketed([...path, params.additionalProperty]);
    return invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  if (keyword === 'required') {
    const param = bracketed([...path, params.missingProperty]);
    return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const param = bracketed(path);
  if (keyword === 'enum' || keyword === 'const') {
    const values: unknown[] = params.allowedValues ?? [params.allowedValue];
    return invalid(`Invalid ${param}: must be ${oneOf(values.filter((value) => value !== ''))}`, { param });
  }
  const type = String(params.type ?? '');
  if (type === 'integer') {
    return invalid(`Invalid integer: ${data}`, { code: 'parameter_invalid_integer', param });
  }
  return invalid(`Invalid ${type || 'value'}: ${typeof data === 'object' ? JSON.stringify(data) : data}`, {
    param,
  });
}

/** `a[b][0]`, as the parameter was sent. */
function bracketed([first = '', ...rest]: string[]): string {
  return first + rest.map((part) => `[${part}]`).join('');
}

function oneOf(values: unknown[]): string {
  const last = values.at(-1);
  return values.length > 1 ? `one of ${values.slice(0, -1).join(', ')}, or ${last}` : String(last);
}
