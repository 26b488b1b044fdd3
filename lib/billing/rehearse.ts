import type { Context } from '@/lib/core/context';
import { db, inTransaction } from '@/lib/infra/postgres';

/**
 * Really does something and takes it back: the surest way to say what it would do. Works inside a caller's
 * transaction too, of which only this part is undone.
 */
export async function rehearse<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (inner) => {
    await db(inner).$executeRaw`SAVEPOINT rehearsal`;
    try {
      return await work(inner);
    } finally {
      await db(inner).$executeRaw`ROLLBACK TO SAVEPOINT rehearsal`;
    }
  });
}
