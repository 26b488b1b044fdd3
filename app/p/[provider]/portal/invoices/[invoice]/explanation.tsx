import { LineExplanations } from '@/components/invoices/line-explanations';
import { explainInvoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';

const CALLS_PER_PAGE = 50;

interface Props {
  ctx: Context;
  invoice: string;
  /** The line whose single calls are wanted, and where their page begins. */
  line: string | undefined;
  cursor: string | undefined;
  path: string;
}

/** Reads a month of usage by day, so the page shows before it is there. */
export async function Explanation({ ctx, invoice, line, cursor, path }: Props) {
  const asked = { id: invoice, limit: CALLS_PER_PAGE };
  const explained = await explainInvoice(ctx, line === undefined ? asked : { ...asked, line, cursor });
  return <LineExplanations {...explained} timezone={ctx.provider.timezone} path={path} />;
}
