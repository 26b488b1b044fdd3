import { formatMoney } from '@/lib/core/money';
import { Action, Facts, Paragraph, Small, Title } from './parts';
import { dayOf, type Template } from './written';

export const trialEnding: Template<'trial-ending'> = ({ plan, endsAt, url }, brand) => ({
  subject: `Your trial of ${plan} ends on ${dayOf(endsAt, brand)}`,
  preview: 'What happens then, and how to change it.',
  body: (
    <>
      <Title>Your trial ends soon</Title>
      <Paragraph>
        Your free trial of {plan} ends on {dayOf(endsAt, brand)}. After that the plan goes on and is charged;
        your keys keep working. If you would rather stop or take another plan, do so before that day.
      </Paragraph>
      <Action href={url} brand={brand}>
        Choose your plan
      </Action>
    </>
  ),
});

export const invoice: Template<'invoice'> = (props, brand) => {
  const { number, currency, total, amountDue, dueAt, isPaid, url } = props;
  const money = (amount: number) => formatMoney(amount, currency);
  return {
    subject: `Invoice ${number} from ${brand.name}: ${money(total)}`,
    preview: isPaid ? 'Nothing is left to pay.' : `${money(amountDue)} to pay.`,
    body: (
      <>
        <Title>Invoice {number}</Title>
        <Facts
          facts={[
            ['Total', money(total)],
            ...(amountDue === total ? [] : ([['Left to pay', money(amountDue)]] as [string, string][])),
            ...(dueAt && !isPaid ? ([['Due', dayOf(dueAt, brand)]] as [string, string][]) : []),
          ]}
        />
        <Paragraph>
          {isPaid || amountDue === 0
            ? 'It is paid; there is nothing to do.'
            : 'If a payment method is on file it is charged by itself; otherwise you can pay online.'}
        </Paragraph>
        <Action href={url} brand={brand}>
          View the invoice
        </Action>
        <Small>Every line can be opened down to the calls behind it.</Small>
      </>
    ),
  };
};

export const paymentFailed: Template<'payment-failed'> = (props, brand) => {
  const { number, currency, amountDue, reason, nextAttemptAt, url } = props;
  const amount = formatMoney(amountDue, currency);
  return {
    subject: nextAttemptAt
      ? `Your payment of ${amount} did not go through`
      : `Last notice: invoice ${number} is unpaid`,
    preview: `Invoice ${number} from ${brand.name}.`,
    body: (
      <>
        <Title>Your payment did not go through</Title>
        <Paragraph>
          We could not collect {amount} for invoice {number}
          {reason ? `: ${reason.replace(/\.$/, '')}` : ''}.{' '}
          {nextAttemptAt
            ? `We try again on ${dayOf(nextAttemptAt, brand)}; you can also pay now, or change your card.`
            : 'We do not try again by ourselves. Please pay now, so that your calls go on.'}
        </Paragraph>
        <Facts
          facts={[
            ['Invoice', number],
            ['To pay', amount],
            ...(nextAttemptAt ? ([['Next try', dayOf(nextAttemptAt, brand)]] as [string, string][]) : []),
          ]}
        />
        <Action href={url} brand={brand}>
          Pay {amount}
        </Action>
      </>
    ),
  };
};

export const cardExpiring: Template<'card-expiring'> = ({ card, expires, url }, brand) => ({
  subject: `Your ${card} expires ${expires}`,
  preview: 'Add a new card, so that no payment fails.',
  body: (
    <>
      <Title>Your card is about to expire</Title>
      <Paragraph>
        {brand.name} collects your invoices from a card that expires soon. Add a new one, so that no payment
        fails.
      </Paragraph>
      <Facts
        facts={[
          ['Card', card],
          ['Expires', expires],
        ]}
      />
      <Action href={url} brand={brand}>
        Update the card
      </Action>
    </>
  ),
});
