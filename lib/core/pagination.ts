import { z } from 'zod';
import { AppError } from './errors';

/** `?limit=1..100&cursor=…`, as every list takes it. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many rows, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before.'),
};

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** The response schema of a list of `item`s. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    data: z.array(item),
    nextCursor: z.string().nullable().describe('Pass as `cursor` for the next page; null on the last.'),
  });
}

/**
 * One page of rows that sort by a text position (an id, newest first). `fetch` is given how many rows to read
 * (one more than the page, to know whether another follows) and the position after which to start.
 */
export async function paginate<T>(
  page: PageRequest,
  position: (row: T) => string,
  fetch: (take: number, after: string | null) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = await fetch(page.limit + 1, page.cursor === undefined ? null : decodeCursor(page.cursor));
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return {
    data,
    nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(position(last)) : null,
  };
}

/** The largest page that a list gives out. */
const LARGEST_PAGE = 100;

/**
 * Every row of a list. A page is read when all before it has been taken, so whoever stops early reads no further.
 *
 * @param limit rows a page, at most what the list takes
 */
export async function* allPages<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  limit = LARGEST_PAGE,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The same in one array, for lists that are known to be short. */
export async function allRows<T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of allPages(read)) rows.push(row);
  return rows;
}

function encodeCursor(position: string): string {
  return Buffer.from(position, 'utf8').toString('base64url');
}

function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  // A position is an id or a name of ours: never a control character, which PostgreSQL may refuse to read.
  if (encodeCursor(position) !== cursor || /[\p{Cc}\p{Cs}]/u.test(position)) {
    throw new AppError('validation_failed', 'cursor: not one that a list gave out.', {
      fields: [{ path: 'cursor', code: 'invalid_cursor', message: 'Not one that a list gave out.' }],
    });
  }
  return position;
}
