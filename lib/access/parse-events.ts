import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '@/lib/core/errors';
import type { Meters } from './accounts';

export const MAX_EVENTS = 10_000;
/** Of the body as sent and as unpacked alike: a small gzip must not become a large memory. */
export const MAX_EVENTS_BYTES = 8 * 1024 * 1024;

/** One event as it came, not yet judged; `problem` where it is not even an object. */
export type RawEvent = { id: string | null } & ({ value: unknown } | { problem: string });

const unpack = promisify(gunzip);

/**
 * Takes the events out of a body: one event, an array, NDJSON, or CloudEvents 1.0 (single or batch), each also
 * as gzip. A line of NDJSON that is not JSON is one bad event among its neighbours.
 *
 * @throws malformed, payload_too_large, unsupported_media_type
 */
export async function parseEvents(
  body: Buffer,
  contentType: string | undefined,
  contentEncoding: string | undefined,
  meters: () => Meters | Promise<Meters>,
): Promise<RawEvent[]> {
  const text = (await decoded(body, contentEncoding)).toString('utf8');
  const type = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  const events = await rawEvents(text, type, meters);
  if (events.length > MAX_EVENTS) {
    throw new AppError('payload_too_large', `More than ${MAX_EVENTS} events in one request.`);
  }
  return events;
}

async function decoded(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (body.length > MAX_EVENTS_BYTES) throw tooLarge();
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body;
  if (encoding.toLowerCase() !== 'gzip') {
    throw new AppError('unsupported_media_type', 'Content-Encoding: only gzip is taken.');
  }
  try {
    return await unpack(body, { maxOutputLength: MAX_EVENTS_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new AppError('malformed', 'The body is not valid gzip.', { cause });
  }
}

const tooLarge = () =>
  new AppError('payload_too_large', `The body is larger than ${MAX_EVENTS_BYTES} bytes.`);

async function rawEvents(
  text: string,
  type: string,
  meters: () => Meters | Promise<Meters>,
): Promise<RawEvent[]> {
  switch (type) {
    case 'application/x-ndjson':
      return ndjson(text);
    case 'application/cloudevents+json':
    case 'application/cloudevents-batch+json': {
      const known = await meters();
      return listOf(parseJson(text)).map((event) => fromCloudEvent(event, known));
    }
    default:
      // Clients forget to set the type; what is not JSON then is a 400 like any other.
      return listOf(parseJson(text)).map(rawEvent);
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('malformed', 'The body is not valid JSON.', { cause });
  }
}

function ndjson(text: string): RawEvent[] {
  const events: RawEvent[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      events.push(rawEvent(JSON.parse(line)));
    } catch {
      events.push({ id: null, problem: 'The line is not valid JSON.' });
    }
  }
  return events;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rawEvent(value: unknown): RawEvent {
  if (!isObject(value)) return { id: null, problem: 'An event must be an object.' };
  return { id: typeof value.id === 'string' ? value.id : null, value };
}

/**
 * CloudEvents 1.0: `id` and `source` together identify the event, `subject` is the customer's external id (or
 * `cus_…`), `type` names the meter by its event type, and `data` holds quantity and endpoint.
 */
function fromCloudEvent(value: unknown, meters: Meters): RawEvent {
  if (!isObject(value)) return { id: null, problem: 'A CloudEvent must be an object.' };
  const { id, source, subject, type, specversion, time } = value;
  const shownId = typeof id === 'string' ? id : null;
  const problem = (text: string): RawEvent => ({ id: shownId, problem: text });
  if (specversion !== '1.0') return problem('specversion: must be "1.0".');
  for (const [name, attribute] of Object.entries({ id, source, subject, type })) {
    if (typeof attribute !== 'string' || attribute === '')
      return problem(`${name}: must be a non-empty string.`);
  }
  const data = value.data ?? {};
  if (!isObject(data)) return problem('data: must be an object.');
  const { quantity, endpoint, status, latencyMs, ...others } = data;
  const properties = scalarsOf(others);
  if (properties === null) return problem('data: is nested too deeply.');
  const customer = subject as string;
  return {
    id: shownId,
    value: {
      // A length in front keeps ("a:b", "c") and ("a", "b:c") apart.
      id: `${(source as string).length}:${source}:${id}`,
      customer: /^(cus_|ext:)/.test(customer) ? customer : `ext:${customer}`,
      meter: meters.ofEventType(type as string) ?? (type as string),
      ...(time !== undefined && { timestamp: time }),
      ...(quantity !== undefined && { quantity }),
      ...(endpoint !== undefined && { endpoint }),
      ...(status !== undefined && { status }),
      ...(latencyMs !== undefined && { latencyMs }),
      ...(Object.keys(properties).length > 0 && { properties }),
    },
  };
}

/**
 * Properties hold scalars; whatever else a CloudEvent carries is kept as the JSON that it was. Null where that is
 * nested deeper than the stack is.
 */
function scalarsOf(data: Record<string, unknown>): Record<string, unknown> | null {
  try {
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        value !== null && typeof value === 'object' ? JSON.stringify(value) : (value ?? ''),
      ]),
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
