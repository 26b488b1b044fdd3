import { z } from 'zod';
import { getInvoice, type Invoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { getKey, listKeys } from '@/lib/keys';
import type { EventType } from '@/lib/outbox';
import { payLink } from '@/lib/payments';
import { type Customer, getCustomer } from '@/lib/tenants';
import type { EventRow } from '../event-store';
import { portalUrl } from './links';
import { queueMail } from './queue-mail';
import { readMailSettings } from './store';

interface Told {
  ctx: Context;
  event: EventRow;
  customer: Customer;
}

type Writer = (told: Told) => Promise<void>;

const crossing = z.object({
  meter: z.string().default(''),
  currency: z.string().default(''),
  percent: z.number(),
  used: z.number(),
  limit: z.number(),
  hard: z.boolean().default(false),
  /** Of several marks crossed at once, one mail tells of the highest. */
  isHighest: z.boolean().default(true),
  periodEnd: z.string(),
});

/** The step of dunning, as payments writes it down. */
const failure = z.object({
  message: z.string().nullish(),
  nextAttemptAt: z.string().nullish(),
});

const card = z.object({
  brand: z.string().default('Card'),
  last4: z.string().default('····'),
  expMonth: z.coerce.number().optional(),
  expYear: z.coerce.number().optional(),
});

const NEWS_MS = 24 * 60 * 60 * 1000;

/** What mail an event makes; those not named make none. */
const WRITERS: Partial<Record<EventType, Writer>> = {
  'key.created': async ({ ctx, event, customer }) => {
    const { data } = await listKeys(ctx, { customer: customer.id, limit: 2 });
    const [first] = data;
    if (data.length !== 1 || first?.id !== event.subjectId) return;
    const props = { customer: customer.name, keyPrefix: first.prefix, url: portalUrl(ctx) };
    await write(ctx, customer, 'welcome', { to: customer.email, occasion: `welcome:${customer.id}`, props });
  },
  'usage.threshold_reached': async ({ ctx, event, customer }) => {
    const facts = crossing.parse(event.facts);
    if (!facts.isHighest || !(await wantsAlerts(ctx, customer))) return;
    const { meter, percent, used, limit, hard, periodEnd: resetsAt } = facts;
    const props = { meter, percent, used, limit, hard, resetsAt, url: portalUrl(ctx, '/usage') };
    await write(ctx, customer, 'usage-threshold', { to: customer.email, occasion: event.id, props });
  },
  'budget.reached': async ({ ctx, event, customer }) => {
    const facts = crossing.parse(event.facts);
    if (!facts.isHighest || !(await wantsAlerts(ctx, customer))) return;
    const { currency, percent, used, limit, periodEnd: resetsAt } = facts;
    const props = { currency, percent, used, limit, resetsAt, url: portalUrl(ctx, '/usage') };
    await write(ctx, customer, 'budget-reached', { to: customer.email, occasion: event.id, props });
  },
  'invoice.finalized': async ({ ctx, event, customer }) => {
    const invoice = await getInvoice(ctx, { id: event.subjectId });
    // Nobody needs a letter about nothing.
    if (invoice.total === 0) return;
    for (const to of await invoiceAddresses(ctx, customer)) {
      await write(ctx, customer, 'invoice', { to, occasion: event.id, props: invoiceProps(ctx, invoice) });
    }
  },
  'invoice.payment_failed': async ({ ctx, event, customer }) => {
    const { id, number, currency, amountDue } = await getInvoice(ctx, { id: event.subjectId });
    const { message, nextAttemptAt } = failure.parse(event.facts);
    const props = {
      ...{ number: number ?? id, currency, amountDue, reason: message ?? null },
      ...{ nextAttemptAt: nextAttemptAt ?? null, url: payLink(ctx, { id }) },
    };
    for (const to of await invoiceAddresses(ctx, customer)) {
      await write(ctx, customer, 'payment-failed', { to, occasion: event.id, props });
    }
  },
  'payment_method.expiring': async ({ ctx, event, customer }) => {
    const { brand, last4, expMonth, expYear } = card.parse(event.facts);
    const expires = expMonth && expYear ? `${String(expMonth).padStart(2, '0')}/${expYear}` : 'soon';
    const props = { card: `${brand} ending in ${last4}`, expires, url: portalUrl(ctx, '/billing') };
    for (const to of await invoiceAddresses(ctx, customer)) {
      await write(ctx, customer, 'card-expiring', { to, occasion: event.id, props });
    }
  },
  'key.expiring': async ({ ctx, event, customer }) => {
    const { id, name, prefix, last4, expiresAt, status } = await getKey(ctx, { id: event.subjectId });
    if (expiresAt === null || status !== 'active') return;
    const props = { key: name || `${prefix}…${last4}`, expiresAt, url: portalUrl(ctx, '/keys') };
    const occasion = `expiring:${id}:${expiresAt}`;
    await write(ctx, customer, 'key-expiring', { to: customer.email, occasion, props });
  },
  'subscription.trial_ending': async ({ ctx, event, customer }) => {
    const { plan, endsAt } = z.object({ plan: z.string(), endsAt: z.string() }).parse(event.facts);
    const props = { plan, endsAt, url: portalUrl(ctx, '/plan') };
    const occasion = `trial:${event.subjectId}:${endsAt}`;
    await write(ctx, customer, 'trial-ending', { to: customer.email, occasion, props });
  },
};

/** Queues the mails of an event, in the caller's transaction. */
export async function fanOutToMails(ctx: Context, event: EventRow): Promise<void> {
  const writer = WRITERS[event.type as EventType];
  if (!writer || event.customerId === null || isPast(ctx, event)) return;
  try {
    await writer({ ctx, event, customer: await getCustomer(ctx, { id: event.customerId }) });
  } catch (error) {
    // Deleted since: there is nobody left to tell.
    if (!isAppError(error) || error.code !== 'not_found') throw error;
  }
}

/** A live account's past that was only now told to us (a demo, an import) is no news. */
function isPast(ctx: Context, { at, createdAt }: EventRow): boolean {
  return ctx.provider.mode === 'live' && createdAt.getTime() - at.getTime() > NEWS_MS;
}

function write<T extends Parameters<typeof queueMail>[1]['template']>(
  ctx: Context,
  customer: Customer,
  template: T,
  mail: Pick<Parameters<typeof queueMail<T>>[1], 'to' | 'occasion' | 'props'>,
): Promise<boolean> {
  return queueMail(ctx, { providerId: ctx.provider.id, customerId: customer.id, template, ...mail });
}

async function wantsAlerts(ctx: Context, customer: Customer): Promise<boolean> {
  return (await readMailSettings(ctx, ctx.provider.id, customer.id)).alerts;
}

/** What the mail of an invoice says. */
export function invoiceProps(ctx: Context, invoice: Invoice) {
  const { id, number, currency, total, amountDue, dueAt, status } = invoice;
  return {
    ...{ invoice: id, number: number ?? id, currency, total, amountDue, dueAt: dueAt ?? null },
    ...{ isPaid: status === 'paid', url: portalUrl(ctx, `/invoices/${id}`) },
  };
}

/** Where a customer's invoices go. */
export async function invoiceAddresses(ctx: Context, customer: Customer): Promise<string[]> {
  const { invoiceEmails } = await readMailSettings(ctx, ctx.provider.id, customer.id);
  return invoiceEmails.length > 0 ? invoiceEmails : [customer.email];
}
