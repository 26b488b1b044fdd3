import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, invalidField } from '@/lib/core/errors';

/** A line that is longer is no log line; what is beyond is read and dropped. */
export const MAX_LINE_BYTES = 64 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

export interface RawLine {
  /** Counted from 1. */
  number: number;
  /** Without its line end; the first `MAX_LINE_BYTES` of a longer one. */
  bytes: Buffer;
  isTooLong: boolean;
}

/**
 * The lines of a file, plain or gzip (told by its first bytes, whatever its name), a chunk at a time: never
 * more than a chunk and a line are in memory.
 *
 * @throws AppError `validation_failed` for a file that cannot be read, `malformed` for a broken gzip
 */
export async function* readLines(path: string): AsyncGenerator<RawLine[]> {
  const stream = await contentOf(path);
  let number = 0;
  let carry: Buffer[] = [];
  let carriedBytes = 0;
  const finish = (last: Buffer): RawLine => {
    const isTooLong = carriedBytes + last.length > MAX_LINE_BYTES;
    const whole = carry.length === 0 ? last : Buffer.concat([...carry, last]);
    carry = [];
    carriedBytes = 0;
    return { number: ++number, bytes: withoutReturn(whole.subarray(0, MAX_LINE_BYTES)), isTooLong };
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const lines: RawLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        lines.push(finish(chunk.subarray(start, end)));
        start = end + 1;
      }
      if (start < chunk.length) {
        const rest = chunk.subarray(start);
        if (carriedBytes <= MAX_LINE_BYTES) carry.push(rest);
        carriedBytes += rest.length;
      }
      if (lines.length > 0) yield lines;
    }
  } catch (cause) {
    throw readError(path, cause);
  }
  if (carriedBytes > 0) yield [finish(Buffer.alloc(0))];
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

async function contentOf(path: string): Promise<Readable> {
  const isGzip = await startsLikeGzip(path);
  const file = createReadStream(path);
  if (!isGzip) return file;
  const unpacked = createGunzip();
  // Errors of either reach the reader through the last of the pipeline.
  pipeline(file, unpacked, () => undefined);
  return unpacked;
}

async function startsLikeGzip(path: string): Promise<boolean> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer.equals(GZIP_MAGIC);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw readError(path, cause);
  }
}

function readError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return invalidField('file', 'not_found', `There is no file ${path}.`);
  if (code === 'EISDIR') return invalidField('file', 'not_a_file', `${path} is a folder.`);
  if (code === 'EACCES') return invalidField('file', 'not_readable', `${path} may not be read.`);
  if (code.startsWith('Z_')) return new AppError('malformed', `${path} is broken gzip.`, { cause });
  return cause;
}
