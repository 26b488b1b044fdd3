import type { Context } from '@/lib/core/context';
import { findKey } from './find-key';
import { keyView } from './key-view';
import type { Key } from './schemas';

/** One key, without its secret: that is not kept. */
export async function getKey(ctx: Context, input: { id: string }): Promise<Key> {
  return keyView(await findKey(ctx, input.id), ctx.clock.now());
}
