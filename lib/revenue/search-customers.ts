import { z } from 'zod';
import type { Context, ProviderId } from '@/lib/core/context';
import { db, Prisma } from '@/lib/infra/postgres';
import { requireProviderSide } from '@/lib/tenants';

export const CUSTOMER_SORTS = ['newest', 'name', 'calls', 'plan'] as const;
export const CUSTOMER_STATES = ['active', 'trialing', 'past_due', 'none', 'suspended'] as const;

const searchCustomersInput = z.object({
  search: z.string().max(200).optional(),
  state: z.enum(CUSTOMER_STATES).optional(),
  /** Slug of the plan that it is on. */
  plan: z.string().max(100).optional(),
  sort: z.enum(CUSTOMER_SORTS).default('newest'),
  /** From 1. */
  page: z.number().int().min(1).max(10_000).default(1),
});

const PER_PAGE = 50;
const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface FoundCustomer {
  id: string;
  name: string;
  email: string;
  externalId: string | null;
  /** Of the customer: active or suspended. */
  status: string;
  createdAt: string;
  /** Null without a plan. */
  plan: string | null;
  subscriptionStatus: string | null;
  /** Of the last thirty days. */
  calls: number;
}

/** Customers as a screen lists them, searched, narrowed and sorted in the database, fifty a page. */
export async function searchCustomers(
  ctx: Context,
  input: z.input<typeof searchCustomersInput>,
): Promise<{ data: FoundCustomer[]; nextPage: number | null }> {
  requireProviderSide(ctx);
  const asked = searchCustomersInput.parse(input);
  const since = new Date(ctx.clock.now().getTime() - DAYS * DAY_MS);
  const rows = await selectCustomers(ctx, ctx.provider.id, { ...asked, since });
  return {
    data: rows.slice(0, PER_PAGE).map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      calls: Number(row.calls),
    })),
    nextPage: rows.length > PER_PAGE ? asked.page + 1 : null,
  };
}

type Asked = z.output<typeof searchCustomersInput> & { since: Date };
type CustomerRow = Omit<FoundCustomer, 'createdAt' | 'calls'> & { createdAt: Date; calls: bigint };

const ORDERS: Record<Asked['sort'], Prisma.Sql> = {
  newest: Prisma.sql`c.id DESC`,
  name: Prisma.sql`lower(c.name), c.id`,
  plan: Prisma.sql`p.name NULLS LAST, lower(c.name), c.id`,
  calls: Prisma.sql`used.calls DESC NULLS LAST, c.id DESC`,
};

function selectCustomers(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  { search, state, plan, sort, page, since }: Asked,
): Promise<CustomerRow[]> {
  const conditions = [Prisma.sql`c.provider_id = ${providerId}`];
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      Prisma.sql`(c.name ILIKE ${like} OR c.email ILIKE ${like} OR c.external_id ILIKE ${like} OR c.id = ${search})`,
    );
  }
  if (state === 'suspended') conditions.push(Prisma.sql`c.status = 'suspended'`);
  else if (state === 'none') conditions.push(Prisma.sql`s.id IS NULL`);
  else if (state) conditions.push(Prisma.sql`s.status = ${state} AND c.status = 'active'`);
  if (plan) conditions.push(Prisma.sql`p.slug = ${plan}`);
  const offset = (page - 1) * PER_PAGE;
  // Sorted by calls all must be summed first; otherwise only those of the page are.
  const ofAll = Prisma.sql`LEFT JOIN (
      SELECT customer_id, sum(calls)::bigint AS calls FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND bucket >= ${since} GROUP BY 1
    ) AS used ON used.customer_id = c.id`;
  const byCalls = sort === 'calls';
  return db(tx).$queryRaw`
    SELECT found.id, found.name, found.email, found."externalId", found.status, found."createdAt", found.plan,
      found."subscriptionStatus", coalesce(${byCalls ? Prisma.sql`found."allCalls"` : Prisma.sql`used.calls`}, 0)::bigint AS calls
    FROM (
      SELECT c.id, c.name, c.email, c.external_id AS "externalId", c.status, c.created_at AS "createdAt",
        p.name AS plan, s.status AS "subscriptionStatus", row_number() OVER (ORDER BY ${ORDERS[sort]}) AS place,
        ${byCalls ? Prisma.sql`used.calls` : Prisma.sql`NULL::bigint`} AS "allCalls"
      FROM customer c
      LEFT JOIN subscription s ON s.provider_id = c.provider_id AND s.live_customer_id = c.id
      LEFT JOIN plan p ON p.provider_id = s.provider_id AND p.id = s.plan_id
      ${byCalls ? ofAll : Prisma.empty}
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY ${ORDERS[sort]} LIMIT ${PER_PAGE + 1} OFFSET ${offset}
    ) AS found
    ${
      byCalls
        ? Prisma.empty
        : Prisma.sql`LEFT JOIN LATERAL (
            SELECT sum(r.calls)::bigint AS calls FROM ledger.usage_rollup r
            WHERE r.provider_id = ${providerId} AND r.customer_id = found.id AND r.bucket >= ${since}
          ) AS used ON true`
    }
    ORDER BY found.place`;
}
