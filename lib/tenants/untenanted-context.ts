import type { Context } from '@/lib/core/context';

/** The context of the few verbs that come before a tenant is known: registration, the installation's lists. */
export type UntenantedContext = Omit<Context, 'provider'>;
