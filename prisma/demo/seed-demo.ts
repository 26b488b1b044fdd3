import { listAudit, recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { createKey } from '@/lib/keys';
import {
  contextOfProviderSlug,
  createSecretKey,
  listProviders,
  type ProviderView,
  type UntenantedContext,
} from '@/lib/tenants';
import { GEOCODA } from './geocoda';
import { openAccount } from './open-account';
import { DEMO_DAYS, DEMO_OWNER, DEMO_PASSWORD, type DemoProvider } from './story';
import { emailOf, tellStory } from './tell-story';
import { WEATHER_NOW } from './weather-now';

const STORIES = [WEATHER_NOW, GEOCODA];
const DAY_MS = 24 * 60 * 60 * 1000;
/** A provider opens its account a little before its first customer comes. */
const OPENED_BEFORE_MS = 2 * DAY_MS;
/** The mark of a past that was told to its end; without it a seed goes on where it was broken off. */
const TOLD = 'demo.told';
/** Any number that no other lock has: two starts at once seed one after the other. */
const SEED_LOCK = 7_205_003;

/** Where to sign in. Secrets are there when they were made just now: they are shown once and kept nowhere. */
export interface Demo {
  isNew: boolean;
  email: string;
  password: string;
  accounts: {
    name: string;
    slug: string;
    secretKey: string | null;
    customer: { name: string; email: string; password: string; key: string | null };
  }[];
}

export type DemoState = 'absent' | 'begun' | 'told';

/**
 * Fills an installation with two providers and ninety days of their past, all by the verbs that users act
 * through, or finishes what an earlier seed began. Twice in a row changes nothing.
 *
 * @throws AppError `already_exists` when somebody else's provider has a demo's slug
 */
export async function seedDemo(ctx: UntenantedContext): Promise<Demo> {
  const lock = await runtime().pool.connect();
  // A connection that breaks while it only waits must not end the process; the seed's own queries will say so.
  lock.on('error', () => undefined);
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    if ((await demoState(ctx)) === 'told') return demoOf(STORIES.map((story) => ({ story, ...NO_SECRETS })));
    return await seed(ctx);
  } finally {
    // Closed, not reused: the lock goes with its connection, whatever became of it.
    lock.release(true);
  }
}

/** How far the demo has come in this installation. */
export async function demoState(ctx: UntenantedContext): Promise<DemoState> {
  const accounts = await demoAccounts(ctx);
  if (accounts.size === 0) return 'absent';
  if (accounts.size < STORIES.length) return 'begun';
  for (const { slug } of accounts.values()) {
    const account = { ...ctx, provider: (await contextOfProviderSlug(slug, null)).provider };
    if ((await listAudit(account, { action: TOLD, limit: 1 })).data.length === 0) return 'begun';
  }
  return 'told';
}

/** The demo's own providers: another one of the same name is somebody's business. */
async function demoAccounts(ctx: UntenantedContext): Promise<Map<string, ProviderView>> {
  const slugs = new Set(STORIES.map(({ input }) => input.slug));
  const providers = await listProviders(ctx);
  const ours = providers.filter(({ slug, email }) => slugs.has(slug) && email === DEMO_OWNER.email);
  return new Map(ours.map((provider) => [provider.slug, provider]));
}

async function seed(ctx: UntenantedContext): Promise<Demo> {
  const known = await demoAccounts(ctx);
  // A past that was begun keeps its times: its rows carry them already.
  const begunAt = [...known.values()][0]?.createdAt;
  const startedAt = begunAt
    ? new Date(begunAt)
    : new Date(ctx.clock.now().getTime() - DEMO_DAYS * DAY_MS - OPENED_BEFORE_MS);
  const end = new Date(startedAt.getTime() + OPENED_BEFORE_MS + DEMO_DAYS * DAY_MS);
  const opened = [];
  for (const story of STORIES) {
    const account = await openAccount(ctx, story, startedAt, known.has(story.input.slug));
    opened.push({ story, ...account });
  }
  await Promise.all(opened.map(({ story, ctx: account }) => tellStory(account, story, end)));
  const shown = [];
  for (const { story, ctx: then, secretKey } of opened) {
    const account = { ...then, clock: ctx.clock };
    shown.push({ story, ...(await newSecrets(account, story, secretKey)) });
    await recordAudit(account, { action: TOLD, details: { days: DEMO_DAYS } });
    // Nobody waits to be told of a past that never was.
    await runtime().pool.query(
      'UPDATE domain_event SET handled_at = now() WHERE provider_id = $1 AND handled_at IS NULL',
      [account.provider.id],
    );
  }
  return demoOf(shown);
}

const NO_SECRETS = { secretKey: null, customerKey: null };

async function newSecrets(ctx: Context, story: DemoProvider, secretKey: string | null) {
  const customer = `ext:${story.customers[0]?.externalId}`;
  const key = await createKey(ctx, { customer, key: { name: 'Shown at the first start' } });
  const name = 'Shown at the first start';
  return { secretKey: secretKey ?? (await createSecretKey(ctx, { name })).secret, customerKey: key.secret };
}

function demoOf(
  shown: { story: DemoProvider; secretKey: string | null; customerKey: string | null }[],
): Demo {
  return {
    isNew: shown.some(({ secretKey }) => secretKey !== null),
    email: DEMO_OWNER.email,
    password: DEMO_OWNER.password,
    accounts: shown.flatMap(({ story: { input, customers }, secretKey, customerKey }) => {
      const [first] = customers;
      if (!first) return [];
      const customer = { name: first.name, email: emailOf(first), password: DEMO_PASSWORD, key: customerKey };
      return [{ name: input.name, slug: input.slug, secretKey, customer }];
    }),
  };
}
