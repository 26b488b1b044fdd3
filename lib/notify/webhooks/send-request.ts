import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { AddressRefused, isPublicHost, publicLookup } from './address-guard';

/** Nobody needs longer to say that they have it: the receiver's work comes after its answer. */
const PATIENCE_MS = 15_000;
/** As much of an answer as is read, and as is kept. */
const READ_BYTES = 64 * 1024;
const KEPT_CHARS = 4_000;

export interface SentRequest {
  /** Null when there was no answer. */
  statusCode: number | null;
  responseBody: string | null;
  error: string | null;
}

export interface SendOptions {
  /** Private addresses and http as well: for development and tests. */
  toPrivate: boolean;
  patienceMs?: number;
  resolve?: LookupFunction;
}

/**
 * Sends one POST and reads the beginning of its answer. Never throws, follows no redirect (its target was not
 * agreed to), uses no proxy and no connection of another request.
 */
export async function sendRequest(
  url: string,
  message: { headers: Record<string, string>; body: string },
  options: SendOptions,
): Promise<SentRequest> {
  const target = new URL(url);
  if (!options.toPrivate && !isPublicHost(target.hostname)) {
    return failed(`${target.hostname} is a private address.`);
  }
  const signal = AbortSignal.timeout(options.patienceMs ?? PATIENCE_MS);
  try {
    const response = await answerTo(target, message, {
      method: 'POST',
      agent: false,
      signal,
      ...lookupOf(options),
    });
    const responseBody = await beginningOf(response);
    return { statusCode: response.statusCode ?? null, responseBody, error: null };
  } catch (error) {
    if (signal.aborted) return failed('The endpoint did not answer in time.');
    return failed(reasonOf(error, target.hostname));
  }
}

function lookupOf({ toPrivate, resolve }: SendOptions): { lookup?: LookupFunction } {
  if (!toPrivate) return { lookup: publicLookup(resolve) };
  return resolve ? { lookup: resolve } : {};
}

function answerTo(
  target: URL,
  { headers, body }: { headers: Record<string, string>; body: string },
  options: RequestOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const bytes = Buffer.from(body, 'utf8');
    const request: ClientRequest = send(
      target,
      { ...options, headers: { ...headers, 'content-length': bytes.length } },
      resolve,
    );
    request.on('error', reject);
    request.end(bytes);
  });
}

/** What is longer is cut off, with its connection: an endless answer must not hold a worker. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= READ_BYTES) break;
  }
  response.destroy();
  // PostgreSQL stores no NUL, and a cut may leave half of a surrogate pair.
  const text = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
  return text.slice(0, KEPT_CHARS).replace(/\p{Cs}/gu, '');
}

const REASONS: Record<string, (host: string) => string> = {
  ECONNREFUSED: (host) => `${host} refused the connection.`,
  ECONNRESET: (host) => `${host} broke the connection off.`,
  ENOTFOUND: (host) => `${host} is not known to DNS.`,
  EAI_AGAIN: (host) => `DNS did not answer for ${host}.`,
  ETIMEDOUT: (host) => `${host} could not be reached.`,
  EHOSTUNREACH: (host) => `${host} could not be reached.`,
  ENETUNREACH: (host) => `${host} could not be reached.`,
};

function reasonOf(error: unknown, host: string): string {
  if (error instanceof AddressRefused) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  // Several addresses tried in turn fail with one error that holds theirs.
  const first = (error as AggregateError).errors?.[0] as NodeJS.ErrnoException | undefined;
  const known = REASONS[code ?? first?.code ?? ''];
  return known ? known(host) : `The request failed: ${message || code || 'unknown'}`.slice(0, 300);
}

function failed(error: string): SentRequest {
  return { statusCode: null, responseBody: null, error };
}
