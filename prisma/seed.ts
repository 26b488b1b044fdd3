import { systemClock } from '@/lib/core/clock';
import { env } from '@/lib/env';
import { listProviders, type UntenantedContext } from '@/lib/tenants';
import { demoText } from './demo/demo-text';
import { demoState, seedDemo } from './demo/seed-demo';

export { demoText } from './demo/demo-text';
export { type Demo, type DemoState, demoState, seedDemo } from './demo/seed-demo';

/**
 * Fills an installation of our own that holds no provider with the demo, and finishes a demo that was begun.
 * Returns what to print: the logins, and the secrets on the one start that made them. Null without a demo.
 */
export async function seedWhenEmpty(isEmbedded: boolean): Promise<string | null> {
  const { seedDemo: isWanted, appUrl } = env();
  if (!isEmbedded || !isWanted) return null;
  const ctx: UntenantedContext = {
    clock: systemClock,
    actor: { kind: 'system', id: 'demo', name: 'Demo data' },
    requestId: null,
  };
  if ((await demoState(ctx)) === 'absent' && (await listProviders(ctx)).length > 0) return null;
  return demoText(await seedDemo(ctx), appUrl);
}
