import { formatMoney } from '@/lib/core/money';
import { Action, Facts, Paragraph, Small, Title } from './parts';
import { countOf, dayOf, type Template } from './written';

export const digest: Template<'digest'> = (props, brand) => {
  const { from, to, calls, callsBefore, activeCustomers, newCustomers, refused, overdue, invoiced, url } =
    props;
  const lastDay = dayOf(new Date(Date.parse(to) - 1).toISOString(), brand);
  const revenue = invoiced.map(({ amount, currency }) => formatMoney(amount, currency)).join(' · ');
  return {
    subject: `${brand.name} last week: ${countOf(calls)} calls, ${revenue || 'nothing invoiced'}`,
    preview: `${dayOf(from, brand)} to ${lastDay}`,
    body: (
      <>
        <Title>Your week at {brand.name}</Title>
        <Small>
          {dayOf(from, brand)} to {lastDay}
        </Small>
        <Facts
          facts={[
            ['Calls', `${countOf(calls)}${changeOf(calls, callsBefore)}`],
            ['Customers who called', countOf(activeCustomers)],
            ['New customers', countOf(newCustomers)],
            ['Invoiced', revenue || '–'],
            ['Calls refused by limits', countOf(refused)],
            ['Invoices overdue', countOf(overdue)],
          ]}
        />
        {overdue > 0 && (
          <Paragraph>
            {overdue === 1 ? 'One invoice is' : `${countOf(overdue)} invoices are`} past the due date.
          </Paragraph>
        )}
        <Action href={url} brand={brand}>
          Open the dashboard
        </Action>
      </>
    ),
  };
};

/** Against the week before; nothing where there was none. */
function changeOf(calls: number, before: number): string {
  if (before === 0) return '';
  const percent = Math.round(((calls - before) / before) * 100);
  return ` (${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${countOf(Math.abs(percent))}%)`;
}

export const endpointDisabled: Template<'endpoint-disabled'> = ({ endpoint, reason, url }, brand) => ({
  subject: 'A webhook endpoint was disabled',
  preview: endpoint,
  body: (
    <>
      <Title>A webhook endpoint was disabled</Title>
      <Paragraph>
        {reason} Events are no longer sent to it, and what happens meanwhile is not kept for it. When it is
        well again, enable it, and send again from the log what it missed.
      </Paragraph>
      <Facts facts={[['Endpoint', endpoint]]} />
      <Action href={url} brand={brand}>
        Open webhooks
      </Action>
    </>
  ),
});
