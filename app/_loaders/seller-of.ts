import { hasApiDocument } from '@/lib/api-docs';
import type { Context } from '@/lib/core/context';
import type { PublicPlans } from '@/lib/plans';

/** A provider as its customers' first screens need it: where its API is called and described, too. */
export async function sellerOf(ctx: Context, { slug, name, branding }: PublicPlans['provider']) {
  const hasDocs = await hasApiDocument(ctx);
  return { slug, name, hasDocs, apiUrl: branding.apiUrl ?? 'https://api.example.com/' };
}
