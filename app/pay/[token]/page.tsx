import type { Metadata } from 'next';
import { z } from 'zod';
import { AuthCard } from '@/components/auth/auth-card';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { ActionButton } from '@/components/payments/action-button';
import { StatusBadge } from '@/components/ui/badge';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Theme } from '@/components/ui/theme';
import { getInvoice } from '@/lib/billing';
import { orNull } from '@/lib/core/errors';
import { orNotFound } from '@/lib/http/page-errors';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { finishCheckout, readPayToken } from '@/lib/payments';
import { payByLinkAction } from './actions';

export const metadata: Metadata = { title: 'Pay an invoice', robots: { index: false } };

interface Props {
  params: Promise<{ token: string }>;
  searchParams: SearchParams;
}

const query = z.object({ session: textParameter });

/** What a mail's link opens: what the invoice comes to, and a way to pay it. Nobody signs in. */
export default async function PayPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { ctx, invoiceId } = await orNotFound(readPayToken(token, null));
  const { session } = await readQuery(searchParams, query);
  if (session) await orNull(finishCheckout(ctx, { session }));
  const invoice = await orNotFound(getInvoice(ctx, { id: invoiceId }));
  const { timezone, name } = ctx.provider;
  const isOwed = invoice.status === 'open' || invoice.status === 'uncollectible';
  return (
    <Theme>
      <main>
        <AuthCard title={`Invoice ${invoice.number ?? ''}`} description={`From ${name}`}>
          <div className="grid gap-6">
            <Facts
              items={[
                { label: 'To', value: invoice.buyer.name },
                {
                  label: 'Total',
                  value: <Money amountMinor={invoice.total} currency={invoice.currency} />,
                },
                {
                  label: 'Left to pay',
                  value: <Money amountMinor={invoice.amountDue} currency={invoice.currency} />,
                },
                ...(invoice.dueAt
                  ? [
                      {
                        label: 'Due',
                        value: <DateTime at={invoice.dueAt} timezone={timezone} format="day" />,
                      },
                    ]
                  : []),
                { label: 'State', value: <StatusBadge status={invoice.status} /> },
              ]}
            />
            {isOwed ? (
              <ActionButton action={payByLinkAction} fields={{ token }} size="large">
                Pay now
              </ActionButton>
            ) : (
              <Notice tone="success">
                {invoice.status === 'paid' ? 'Paid. Thank you.' : 'Nothing is to be paid.'}
              </Notice>
            )}
          </div>
        </AuthCard>
      </main>
    </Theme>
  );
}
