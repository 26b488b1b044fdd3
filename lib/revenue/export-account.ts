import { getApiDocument } from '@/lib/api-docs';
import { listAudit } from '@/lib/audit';
import { listCreditNotes, listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { orNull } from '@/lib/core/errors';
import { FileAnswer } from '@/lib/core/file-answer';
import { allPages, type Page, type PageRequest } from '@/lib/core/pagination';
import { localDayOf } from '@/lib/core/period';
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
import { dailyUsage } from '@/lib/usage';

/**
 * Everything the account holds as NDJSON, an object a line with its `record`: settings, API docs, team, plans with all versions,
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

type Row = { record: string } & Record<string, unknown>;

async function* everything(ctx: Context): AsyncGenerator<Row> {
  yield { record: 'provider', ...(await getProvider(ctx)) };
  const apiDocument = await orNull(getApiDocument(ctx));
  if (apiDocument) yield { record: 'api_document', ...apiDocument };
  for (const member of await listProviderMembers(ctx)) yield { record: 'member', ...member };
  yield* pages('meter', (page) => listMeters(ctx, page));
  for await (const plan of pages('plan', (page) => listPlans(ctx, page))) {
    yield plan;
    const slug = String(plan.slug);
    for await (const version of pages('plan_version', (page) => listPlanVersions(ctx, { slug, ...page })))
      yield { ...version, plan: slug };
  }
  yield* pages('coupon', (page) => listCoupons(ctx, page));
  for await (const customer of pages('customer', (page) => listCustomers(ctx, page))) {
    yield customer;
    const id = String(customer.id);
    const subscription = await getSubscription(ctx, { customer: id }).catch(() => null);
    if (subscription) yield { record: 'subscription', ...subscription, customer: id };
    yield* pages('key', (page) => listKeys(ctx, { customer: id, ...page }));
  }
  yield* pages('invoice', (page) => listInvoices(ctx, page));
  yield* pages('credit_note', (page) => listCreditNotes(ctx, page));
  yield* usage(ctx);
  yield* pages('audit_entry', (page) => listAudit(ctx, page));
}

async function* usage(ctx: Context): AsyncGenerator<Row> {
  for await (const { group, ...row } of dailyUsage(ctx)) yield { record: 'usage', customer: group, ...row };
}

async function* pages(
  record: string,
  read: (page: PageRequest) => Promise<Page<object>>,
): AsyncGenerator<Row> {
  for await (const row of allPages(read)) yield { record, ...row };
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
