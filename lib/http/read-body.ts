import { AppError } from '@/lib/core/errors';

/** Enough for any document of the API outside the hot path, which has limits of its own. */
const MAX_JSON_BYTES = 1_048_576;

/**
 * Reads a JSON body, whatever its declared type (clients forget to set it): 413 when too large, 400 when it
 * does not parse.
 */
export async function readJsonBody(request: Request): Promise<{ value: unknown; text: string }> {
  const text = (await readBytes(request, MAX_JSON_BYTES)).toString('utf8');
  // A POST whose fields are all optional may come without a body.
  if (text.trim() === '') return { value: {}, text };
  return { value: parseJson(text), text };
}

/** JSON.parse with the product's 400. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('malformed', 'The body is not valid JSON.');
  }
}

/** Reads a body whole, or throws `payload_too_large` once it is past `maxBytes`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new AppError('payload_too_large', `The body is larger than ${maxBytes} bytes.`);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
