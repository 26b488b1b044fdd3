import type { Clock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { closeSubscription, type Done } from './close-subscription';
import { applyDueGrant, type CreditChange } from './credits';
import type { DueSource, DueThing } from './due-source';
import { type DueKind, readDue } from './due-store';
import { finalizeDraft } from './finalize-draft';
import { invoiceItems } from './invoice-items';
import { invoiceLateUsage } from './invoice-late-usage';

/** How much is looked up at once; what falls due at the same instant in one go. */
const BATCH = 200;

const CREDIT_DONE = {
  expiry: 'credits_expired',
  reset: 'credits_reset',
  recurrence: 'credits_recurred',
} as const satisfies Record<CreditChange, Done['what']>;

export interface RunInput {
  until: Date;
  /** The clock by which what is due at an instant is done: the present, or a sandbox's that passes by. */
  clockAt(instant: Date): Clock;
  /** Told after everything of an instant is done. */
  afterInstant?(instant: Date): Promise<void>;
  /** True where one failure must not keep the others from being done. */
  goesOn?: boolean;
  /** What falls due in rooms above this one. */
  sources?: readonly DueSource[];
}

interface DueRow extends DueThing {
  kind: string;
  rank: number;
}

export interface RunOutcome {
  done: Done[];
  failed: number;
}

/**
 * Does everything due until an instant, in the order of its due times; what it brings about that falls due in
 * turn is done in its own place. Safe with several workers: each step locks its row and looks again.
 */
export async function runDue(ctx: Context, input: RunInput): Promise<RunOutcome> {
  const done: Done[] = [];
  const tried = new Set<string>();
  const sources = new Map(input.sources?.map((source) => [source.kind, source]));
  let failed = 0;
  let limit = BATCH;
  for (;;) {
    const rows = await readAll(ctx, input, limit);
    const due = rows.filter((row) => !tried.has(nameOf(row)));
    const [first] = due;
    if (!first) {
      if (rows.length < limit) return { done, failed };
      // Only what was tried and did not move stands here; what is due lies behind it.
      limit += BATCH;
      continue;
    }
    const now = due.filter(({ at, kind }) => +at === +first.at && kind === first.kind);
    const then: Context = { ...ctx, clock: input.clockAt(first.at) };
    for (const row of now) {
      tried.add(nameOf(row));
      try {
        done.push(...(await doOne(then, row, sources)));
      } catch (error) {
        if (!input.goesOn) throw error;
        failed++;
        logger().error({ err: error, provider: ctx.provider.slug, ...row }, 'what was due could not be done');
      }
    }
    await input.afterInstant?.(first.at);
  }
}

/** What was tried once does not come up again at the same instant: a step that moves nothing must not loop. */
function nameOf({ kind, id, at }: DueRow): string {
  return `${kind} ${id} ${at.getTime()}`;
}

/** The first things due of all kinds, in the order in which they must happen. */
async function readAll(ctx: Context, { until, sources = [] }: RunInput, limit: number): Promise<DueRow[]> {
  const own: DueRow[] = await readDue(ctx, ctx.provider.id, until, limit);
  const others = await Promise.all(
    sources.map(async ({ kind, rank, read }) =>
      (await read(ctx, until, limit)).map(({ at, id }) => ({ at, id, kind, rank })),
    ),
  );
  if (others.every((rows) => rows.length === 0)) return own;
  return [...own, ...others.flat()].sort((left, right) => +left.at - +right.at || left.rank - right.rank);
}

async function doOne(ctx: Context, row: DueRow, sources: Map<string, DueSource>): Promise<Done[]> {
  const source = sources.get(row.kind);
  return source ? source.run(ctx, row) : doOwn(ctx, row);
}

async function doOwn(ctx: Context, { kind, id, at }: DueRow): Promise<Done[]> {
  switch (kind as DueKind) {
    case 'subscription':
      return (await closeSubscription(ctx, { id })) ?? [];
    case 'invoice':
      return finalized(at, await finalizeDraft(ctx, { id }));
    case 'items':
      return finalized(at, await invoiceItems(ctx, { customerId: id }));
    case 'late': {
      const rows = await invoiceLateUsage(ctx, { customerId: id });
      return rows.flatMap((row) => finalized(at, row));
    }
    case 'credit': {
      const applied = await applyDueGrant(ctx, { grantId: id });
      return (applied?.changes ?? []).map((change) => ({
        ...{ at: at.toISOString(), what: CREDIT_DONE[change], customer: applied?.customerId ?? '' },
      }));
    }
  }
}

function finalized(
  at: Date,
  row: { id: string; customerId: string; subscriptionId: string | null } | null,
): Done[] {
  if (!row) return [];
  const { id, customerId, subscriptionId } = row;
  return [
    {
      at: at.toISOString(),
      what: 'invoice_finalized',
      customer: customerId,
      ...(subscriptionId !== null && { subscription: subscriptionId }),
      invoice: id,
    },
  ];
}
