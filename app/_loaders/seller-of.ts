import type { PublicPlans } from '@/lib/plans';

/** A provider as its customers' first screens need it: where its API is called, too. */
export function sellerOf({ slug, name, branding }: PublicPlans['provider']) {
  return { slug, name, apiUrl: branding.websiteUrl ?? 'https://api.example.com/' };
}
