import { CreditCard } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { Money } from '@/components/money';
import { ActionButton } from '@/components/payments/action-button';
import { CardsList, methodName, type ShownMethod } from '@/components/payments/cards-list';
import { TopUpForm } from '@/components/payments/top-up-form';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { getCredits, listInvoices } from '@/lib/billing';
import { orNull } from '@/lib/http/page-errors';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { finishCheckout, listPaymentMethods } from '@/lib/payments';
import { addCardAction, defaultCardAction, removeCardAction, topUpAction } from './actions';

export const metadata: Metadata = { title: 'Billing' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ session: textParameter });

export default async function BillingPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer, role } = await requireCustomerMember(slug);
  const { session } = await readQuery(searchParams, query);
  // The page that the customer comes from may be ahead of its webhook.
  if (session) await orNull(finishCheckout(ctx, { session }));
  const [{ data: methods }, credits, open] = await Promise.all([
    listPaymentMethods(ctx, { customer: customer.id }),
    getCredits(ctx, { customer: customer.id }),
    listInvoices(ctx, { customer: customer.id, status: 'open', limit: 1 }),
  ]);
  const mayChange = hasRole(role, 'admin');
  const scope = { provider: slug };
  const main = methods.find(({ isDefault }) => isDefault);
  const add = mayChange && (
    <ActionButton action={addCardAction} fields={scope} look={main ? 'secondary' : 'primary'}>
      {main ? 'Add another card' : 'Add a card'}
    </ActionButton>
  );
  return (
    <>
      <PageHeader title="Billing" description={`How ${ctx.provider.name} is paid.`} actions={add} />
      <div className="grid grid-cols-1 gap-4">
        {open.data.length > 0 && (
          <Notice tone="warning">
            An invoice is open.{' '}
            <LinkButton href={`/p/${slug}/portal/invoices/${open.data[0]?.id}`} look="secondary">
              See and pay it
            </LinkButton>
          </Notice>
        )}
        {main?.isExpired && <Notice tone="danger">Your card has expired. Please add another one.</Notice>}
        {main?.expiresSoon && (
          <Notice tone="warning">{methodName(main)} expires soon. Add its successor in time.</Notice>
        )}
        {methods.length === 0 ? (
          <EmptyState icon={CreditCard} title="No card yet">
            Invoices are charged to your card by themselves once there is one. Its number goes to Stripe
            alone.
          </EmptyState>
        ) : (
          <CardsList
            methods={methods}
            actionsOf={mayChange ? (card) => cardActions(card, scope) : undefined}
          />
        )}
        <Panel
          title="Prepaid credits"
          description={
            <>
              Balance <Money amountMinor={credits.balance} currency={credits.currency} />
            </>
          }
        >
          {mayChange && <TopUpForm action={topUpAction} scope={scope} currency={ctx.provider.currency} />}
        </Panel>
      </div>
    </>
  );
}

function cardActions(card: ShownMethod, scope: { provider: string }) {
  const name = methodName(card);
  return (
    <>
      {!card.isDefault && (
        <ActionButton
          action={defaultCardAction}
          fields={{ ...scope, card: card.id }}
          look="quiet"
          size="small"
        >
          Make default
        </ActionButton>
      )}
      <ConfirmAction
        action={removeCardAction}
        fields={{ ...scope, card: card.id }}
        label={`Remove ${name}`}
        title={`Remove ${name}?`}
        description="It is not charged any more."
        confirmLabel="Remove"
        doneMessage="The card is removed."
      >
        Remove
      </ConfirmAction>
    </>
  );
}
