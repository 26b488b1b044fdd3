import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { readLogoRow } from './provider-store';

const LOGO_ID = /^[0-9a-f]{32}$/;

/** A provider's logo, the present one or an earlier. Everyone may see it. */
export async function getLogo(
  ctx: Context,
  input: { id: string },
): Promise<{ contentType: string; bytes: Uint8Array }> {
  const row = LOGO_ID.test(input.id) ? await readLogoRow(ctx, ctx.provider.id, input.id) : null;
  if (!row) throw notFound('logo');
  return row;
}
