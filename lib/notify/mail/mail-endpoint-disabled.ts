import type { Context, ProviderId } from '@/lib/core/context';
import { contextOfProviderId, listProviderMembers } from '@/lib/tenants';
import { NOTIFIER } from '../notifier';
import { dashboardUrl } from './links';
import { queueMail } from './queue-mail';

/** Tells a provider's owners that one of their endpoints is sent nothing any more. */
export async function mailEndpointDisabled(
  tx: Pick<Context, 'transaction'>,
  input: { providerId: ProviderId; endpoint: { id: string; url: string }; reason: string; at: Date },
): Promise<void> {
  const ctx = await contextOfProviderId(input.providerId, NOTIFIER);
  if (!ctx) return;
  const members = await listProviderMembers({ ...ctx, ...tx });
  for (const { email } of members.filter(({ role }) => role === 'owner')) {
    await queueMail(tx, {
      ...{ providerId: input.providerId, template: 'endpoint-disabled', to: email },
      occasion: `disabled:${input.endpoint.id}:${input.at.toISOString()}`,
      props: {
        ...{ endpoint: input.endpoint.url, reason: input.reason },
        url: dashboardUrl('/developers/webhooks'),
      },
    });
  }
}
