import type { Context } from '@/lib/core/context';
import { getLogo } from '@/lib/tenants';
import type { Seller } from '../schemas';
import type { PaperImage } from './paper';

/**
 * The logo of an invoice's seller as it was. Only what was uploaded: a linked logo is for browsers, and this
 * server fetches no address that somebody typed.
 */
export async function logoOf(ctx: Context, seller: Seller): Promise<PaperImage | null> {
  const { logoId } = seller.paper;
  if (!logoId) return null;
  const { contentType, bytes } = await getLogo(ctx, { id: logoId });
  return { data: Buffer.from(bytes), format: contentType === 'image/png' ? 'png' : 'jpg' };
}
