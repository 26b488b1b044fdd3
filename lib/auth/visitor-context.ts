import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import type { UntenantedContext } from '@/lib/tenants';

/** The context of somebody of whom nothing is known yet. */
export function visitorContext(): UntenantedContext {
  return {
    actor: { kind: 'visitor', id: 'visitor', name: 'Visitor' },
    clock: systemClock,
    requestId: newId('request', systemClock.now()),
  };
}
