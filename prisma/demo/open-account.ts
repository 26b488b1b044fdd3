import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { createMeter, createPlan } from '@/lib/plans';
import { contextOfProviderSlug, createProvider, type UntenantedContext, updateProvider } from '@/lib/tenants';
import type { DemoProvider } from './story';

/** A demo provider's account as the seed works on it. */
export interface OpenedAccount {
  ctx: Context;
  /** Shown this once; null when an earlier seed made the account and was broken off. */
  secretKey: string | null;
}

/** Registers a demo provider at the start of its history, with its meter and plans, as far as it lacks them. */
export async function openAccount(
  ctx: UntenantedContext,
  story: DemoProvider,
  startedAt: Date,
  exists: boolean,
): Promise<OpenedAccount> {
  const then = { ...ctx, clock: standingClock(startedAt) };
  const created = exists ? null : await createProvider(then, story.input);
  const account = { ...then, provider: (await contextOfProviderSlug(story.input.slug, null)).provider };
  await updateProvider(account, story.settings);
  const { meter } = story;
  if (meter) await unlessExists(createMeter(account, { ...meter, aggregation: 'sum' }));
  for (const plan of story.plans) await unlessExists(createPlan(account, plan));
  return { ctx: account, secretKey: created?.secretKey ?? null };
}

async function unlessExists(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'already_exists') throw error;
  }
}
