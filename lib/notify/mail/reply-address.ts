import type { Context } from '@/lib/core/context';
import { getProvider } from '@/lib/tenants';

/** Answers go to the provider's own address, not to the installation's. */
export async function replyAddressOf(ctx: Context): Promise<string> {
  return (await getProvider(ctx)).email;
}
