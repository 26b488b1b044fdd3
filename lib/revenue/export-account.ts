import { listAudit } from '@/lib/audit';
import { listCreditNotes, listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { FileAnswer } from '@/lib/core/file-answer';
import type { Page } from '@/lib/core/pagination';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { listKeys } from '@/lib/keys';
import { listMeters, listPlans, listPlanVersions } from '@/lib/plans';
import { getSubscription, listCoupons } from '@/lib/subscriptions';
import {
  getProvider,
  listCustomers,
  listProviderMembers,
  requireOwnerFor,
  requireProviderWriter,
} from '@/lib/tenants';
import { queryUsage } from '@/lib/usage';

/** As far back as usage can be recorded. */
const USAGE_DAYS = 400;
const DAYS_AT_ONCE = 30;
const LIMIT = 100;

/**
 * Everything the account holds as NDJSON, an object a line with its `kind`: settings, team, plans with all versions,
 * meters, coupons, customers with keys and subscriptions (no secret is in it: only hashes are kept), usage by day,
 * customer, endpoint, invoices, credit notes, the audit log. Read page by page as it is sent. Owners only.
 */
export function exportAccount(ctx: Context): FileAnswer {
  requireProviderWriter(ctx);
  requireOwnerFor(ctx, 'owner');
  const day = localDayOf(ctx.clock.now(), ctx.provider.timezone);
  const name = `${ctx.provider.slug}-${day}.ndjson`;
  return new FileAnswer('application/x-ndjson', name, streamOf(everything(ctx)));
}

type Row = { kind: string } & Record<string, unknown>;

async function* everything(ctx: Context): AsyncGenerator<Row> {
  yield { kind: 'provider', ...(await getProvider(ctx)) };
  for (const member of await listProviderMembers(ctx)) yield { kind: 'member', ...member };
  yield* pages('meter', (cursor) => listMeters(ctx, { limit: LIMIT, cursor }));
  for await (const plan of pages('plan', (cursor) => listPlans(ctx, { limit: LIMIT, cursor }))) {
    yield plan;
    const slug = String(plan.slug);
    for await (const version of pages('plan_version', (cursor) =>
      listPlanVersions(ctx, { slug, limit: LIMIT, cursor }),
    ))
      yield { ...version, plan: slug };
  }
  yield* pages('coupon', (cursor) => listCoupons(ctx, { limit: LIMIT, cursor }));
  for await (const customer of pages('customer', (cursor) => listCustomers(ctx, { limit: LIMIT, cursor }))) {
    yield customer;
    const id = String(customer.id);
    const subscription = await getSubscription(ctx, { customer: id }).catch(() => null);
    if (subscription) yield { kind: 'subscription', ...subscription, customer: id };
    yield* pages('key', (cursor) => listKeys(ctx, { customer: id, limit: LIMIT, cursor }));
  }
  yield* pages('invoice', (cursor) => listInvoices(ctx, { limit: LIMIT, cursor }));
  yield* pages('credit_note', (cursor) => listCreditNotes(ctx, { limit: LIMIT, cursor }));
  yield* usage(ctx);
  yield* pages('audit_entry', (cursor) => listAudit(ctx, { limit: LIMIT, cursor }));
}

async function* usage(ctx: Context): AsyncGenerator<Row> {
  const { timezone } = ctx.provider;
  const today = localDayOf(ctx.clock.now(), timezone);
  for (let day = addDays(today, -USAGE_DAYS); day <= today; day = addDays(day, DAYS_AT_ONCE)) {
    const from = localMidnight(day, timezone);
    const to = localMidnight(addDays(day, DAYS_AT_ONCE), timezone);
    const { data } = await queryUsage(ctx, { from, to, granularity: 'day', groupBy: 'customer' });
    for (const { group, ...row } of data) yield { kind: 'usage', customer: group, ...row };
  }
}

async function* pages(
  kind: string,
  read: (cursor: string | undefined) => Promise<Page<object>>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    for (const row of page.data) yield { kind, ...row };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Pulled row by row: a slow reader is waited for. */
function streamOf(rows: AsyncGenerator<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}
