import { readProviders } from './provider-store';
import { providerView } from './provider-view';
import type { ProviderView } from './schemas';
import type { UntenantedContext } from './untenanted-context';

/** The installation's open accounts, sandboxes among them; with `userId` those that the person is a member of. */
export async function listProviders(
  ctx: Pick<UntenantedContext, 'transaction'>,
  input: { userId?: string } = {},
): Promise<(ProviderView & { role: string | null })[]> {
  const rows = await readProviders(ctx, input.userId);
  return rows.map((row) => ({ ...providerView(row), role: row.role }));
}
