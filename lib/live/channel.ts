import type { ProviderId } from '@/lib/core/context';

/** A provider's own channel, so that its calls reach only processes in which it is watched. */
export const channelOf = (providerId: ProviderId): string => `tollgate_live_${providerId}`;
