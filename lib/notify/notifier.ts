import type { Actor } from '@/lib/core/context';

/** Who acts when nobody does. */
export const NOTIFIER: Actor = { kind: 'system', id: 'notify', name: 'Notifications' };
