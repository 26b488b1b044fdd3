import { CreditCard } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { countryOptions } from '@/app/_loaders/options';
import { Money } from '@/components/money';
import { ActionButton } from '@/components/payments/action-button';
import { CardsList, methodName, type ShownMethod } from '@/components/payments/cards-list';
import { TopUpForm } from '@/components/payments/top-up-form';
import {
  AutoTopUpForm,
  type BillingDetails,
  DetailsForm,
  MailsForm,
} from '@/components/portal/billing-forms';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { getCredits, listInvoices } from '@/lib/billing';
import { orNull } from '@/lib/core/errors';
import { findState, GST_STATES } from '@/lib/core/gst/states';
import { fromMinor } from '@/lib/core/money';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { getMailSettings } from '@/lib/notify';
import { finishCheckout, getAutoTopUp, listPaymentMethods } from '@/lib/payments';
import type { Customer } from '@/lib/tenants';
import { addCardAction, defaultCardAction, removeCardAction, topUpAction } from './actions';
import { setAutoTopUpAction, setDetailsAction, setMailsAction } from './details-actions';

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
  const [{ data: methods }, credits, open, autoTopUp, mails] = await Promise.all([
    listPaymentMethods(ctx, { customer: customer.id }),
    getCredits(ctx, { customer: customer.id }),
    listInvoices(ctx, { customer: customer.id, status: 'open', limit: 1 }),
    getAutoTopUp(ctx, { customer: customer.id }),
    getMailSettings(ctx, { customer: customer.id }),
  ]);
  const mayChange = hasRole(role, 'admin');
  const scope = { provider: slug };
  const { currency } = ctx.provider;
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
          {mayChange && <TopUpForm action={topUpAction} scope={scope} currency={currency} />}
        </Panel>
        {mayChange && (
          <>
            <Panel
              title="Automatic top-up"
              description={autoTopUp.terms ? 'On: credits are bought when the balance falls.' : 'Off'}
            >
              <AutoTopUpForm
                action={setAutoTopUpAction}
                provider={slug}
                currency={currency}
                terms={typedTerms(autoTopUp.terms, currency)}
              />
            </Panel>
            <Panel
              title="Details on invoices"
              description="Your tax id and state decide the tax. Invoices that are final stay as they are."
            >
              <DetailsForm
                action={setDetailsAction}
                provider={slug}
                details={typedDetails(customer, ctx.provider.country)}
                countries={countryOptions()}
                indianStates={GST_STATES.map(({ code, name }) => ({ value: code, label: name }))}
              />
            </Panel>
            <Panel title="Mails">
              <MailsForm
                action={setMailsAction}
                provider={slug}
                invoiceEmails={mails.invoiceEmails.join('\n')}
                alerts={mails.alerts}
                ownEmail={customer.email}
              />
            </Panel>
          </>
        )}
      </div>
    </>
  );
}

type AutoTopUp = Awaited<ReturnType<typeof getAutoTopUp>>['terms'];

function typedTerms(terms: AutoTopUp, currency: string) {
  if (!terms) return null;
  return {
    threshold: fromMinor(terms.threshold, currency),
    amount: fromMinor(terms.amount, currency),
    monthlyCap: terms.monthlyCap === null ? '' : fromMinor(terms.monthlyCap, currency),
  };
}

/** What the form begins with; India's states by their code. */
function typedDetails(customer: Customer, ownCountry: string): BillingDetails {
  const { line1, line2, city, state, postalCode, country = ownCountry } = customer.address ?? {};
  const code = country === 'IN' && state ? findState(state)?.code : undefined;
  return {
    ...{ name: customer.name, email: customer.email, taxId: customer.taxId ?? '', country },
    ...{ line1: line1 ?? '', line2: line2 ?? '', city: city ?? '', postalCode: postalCode ?? '' },
    state: code ?? state ?? '',
  };
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
