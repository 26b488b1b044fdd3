import {
  changePlan,
  endSubscription,
  listInvoices,
  markPaid,
  runDue,
  subscribeCustomer,
} from '@/lib/billing';
import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { localDayOf, localMidnight } from '@/lib/core/period';
import { inTransaction } from '@/lib/infra/postgres';
import { createKey, listKeys } from '@/lib/keys';
import { getSubscription } from '@/lib/subscriptions';
import { addCustomerMember, createCustomer, ensureUser, resolveCustomerId } from '@/lib/tenants';
import { writeHistory } from './ledger-history';
import { Random } from './random';
import { DEMO_DAYS, DEMO_PASSWORD, type DemoCustomer, type DemoProvider } from './story';
import { trafficOf } from './traffic';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Who pays, pays within so many days. */
const SLOWEST_PAYER_DAYS = 6;

/** Something that somebody does at some time. Done twice it changes nothing more. */
interface Moment {
  at: Date;
  happen(ctx: Context): Promise<void>;
}

/**
 * Lives through a provider's past in its order: customers come, use, change and leave; what falls due between is
 * closed and invoiced by a clock that stands at its due time. A past that was broken off goes on where it stopped.
 */
export async function tellStory(ctx: Context, story: DemoProvider, end: Date): Promise<void> {
  for (const { at, happen } of momentsOf(ctx, story, end)) {
    await letTimePass(ctx, at);
    await happen({ ...ctx, clock: standingClock(at) });
  }
  await letTimePass(ctx, end);
  await payInvoices(ctx, story, end);
}

async function letTimePass(ctx: Context, until: Date): Promise<void> {
  await runDue(ctx, { until, clockAt: (instant) => standingClock(instant) });
}

function momentsOf(ctx: Context, story: DemoProvider, end: Date): Moment[] {
  const moments = story.customers.flatMap((customer, index) => {
    const { upgrade, leaves } = customer;
    const reference = { customer: `ext:${customer.externalId}` };
    const came: Moment = {
      at: instantOf(ctx, customer, customer.signedUp, end),
      happen: (then) => signUp(then, { story, customer, end, isShown: index === 0 }),
    };
    const moved: Moment | null = upgrade
      ? {
          at: instantOf(ctx, customer, upgrade.daysBefore, end),
          happen: async (then) => {
            if ((await getSubscription(then, reference)).plan === upgrade.plan) return;
            await changePlan(then, { ...reference, plan: upgrade.plan, when: 'now' });
          },
        }
      : null;
    const left: Moment | null = leaves
      ? {
          at: instantOf(ctx, customer, leaves, end),
          happen: async (then) => {
            if ((await getSubscription(then, reference)).cancelAt !== null) return;
            await endSubscription(then, { ...reference, when: 'period_end' });
          },
        }
      : null;
    return [came, moved, left].filter((moment) => moment !== null);
  });
  return moments.sort((left, right) => +left.at - +right.at);
}

/** During a working day, so many days before the end; the same at every run. */
function instantOf({ provider }: Context, customer: DemoCustomer, daysBefore: number, end: Date): Date {
  const day = localDayOf(new Date(end.getTime() - daysBefore * DAY_MS), provider.timezone);
  const hour = 9 + new Random(`${customer.externalId} ${daysBefore}`).next() * 8;
  const instant = new Date(Math.floor(localMidnight(day, provider.timezone).getTime() + hour * HOUR_MS));
  return instant < end ? instant : end;
}

interface Newcomer {
  story: DemoProvider;
  customer: DemoCustomer;
  end: Date;
  /** Whether the demo lets one into this customer's portal. */
  isShown: boolean;
}

/** A customer, its owner, its key and its subscription, all or nothing; then all the calls it will make. */
async function signUp(ctx: Context, newcomer: Newcomer): Promise<void> {
  const { story, customer, end } = newcomer;
  const now = ctx.clock.now();
  const owner =
    (await knownOwner(ctx, customer)) ?? (await inTransaction(ctx, (inner) => join(inner, newcomer)));
  const leaves = customer.leaves === undefined ? end : instantOf(ctx, customer, customer.leaves, end);
  const span = { start: new Date(now.getTime() + HOUR_MS / 4), end: leaves };
  const { timezone, id: providerId } = ctx.provider;
  await writeHistory({ providerId, ...owner }, trafficOf({ ...story, timezone }, customer, span));
}

async function knownOwner(ctx: Context, { externalId }: DemoCustomer) {
  try {
    const customerId = await resolveCustomerId(ctx, `ext:${externalId}`);
    const keys = await listKeys(ctx, { customer: customerId, limit: 100 });
    return { customerId, keyId: keys.data.at(-1)?.id ?? '' };
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

async function join(ctx: Context, { customer, isShown }: Newcomer) {
  const { externalId, name, contact, address, taxId, plan } = customer;
  const email = emailOf(customer);
  const { id: customerId } = await createCustomer(ctx, {
    externalId,
    name,
    email,
    address,
    taxId: taxId ?? null,
  });
  const password = isShown ? DEMO_PASSWORD : undefined;
  const user = await ensureUser(ctx, { email, name: contact, password });
  await addCustomerMember(ctx, { customerId, userId: user.id, role: 'owner' });
  const key = await createKey(ctx, { customer: customerId, key: { name: 'Production' } });
  await subscribeCustomer(ctx, { customer: customerId, plan });
  return { customerId, keyId: key.id };
}

export function emailOf({ contact, externalId }: DemoCustomer): string {
  return `${contact.toLowerCase().split(' ')[0]}@${externalId}.example`;
}

/** Pays what was invoiced within days of its issue; late payers leave what was invoiced lately. */
async function payInvoices(ctx: Context, story: DemoProvider, end: Date): Promise<void> {
  const open = await openInvoices(ctx);
  for (const customer of story.customers) {
    const customerId = await resolveCustomerId(ctx, `ext:${customer.externalId}`);
    const random = new Random(`${customer.externalId} pays`);
    for (const { id, issuedAt, number } of open.filter((invoice) => invoice.customer === customerId)) {
      const issued = new Date(issuedAt ?? end);
      const at = new Date(issued.getTime() + Math.floor((0.2 + random.next() * SLOWEST_PAYER_DAYS) * DAY_MS));
      const isLate = customer.isLatePayer && end.getTime() - issued.getTime() < (DEMO_DAYS * DAY_MS) / 2;
      if (at >= end || isLate) continue;
      await markPaid({ ...ctx, clock: standingClock(at) }, { id, reference: `Bank transfer for ${number}` });
    }
  }
}

async function openInvoices(ctx: Context) {
  const invoices: Awaited<ReturnType<typeof listInvoices>>['data'] = [];
  let cursor: string | undefined;
  do {
    const page = await listInvoices(ctx, { status: 'open', limit: 100, cursor });
    invoices.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return invoices.reverse();
}
