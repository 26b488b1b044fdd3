import type { ReactNode } from 'react';
import { DateTime } from '@/components/date-time';
import { InvoiceLines, type ShownTotals } from '@/components/invoices/invoice-lines';
import { Money } from '@/components/money';
import { Panel } from '@/components/ui/card';

interface Props {
  planName: string;
  timezone: string;
  preview: ShownTotals & {
    when: 'now' | 'period_end';
    subscription: { currentPeriodEnd: string };
  };
  /** The form that does it. */
  children: ReactNode;
}

/** What a change of plan does and costs, with the lines that the invoice would have. */
export function PlanPreview({ planName, timezone, preview, children }: Props) {
  const { when, amountDue, currency, lines } = preview;
  const end = <DateTime at={preview.subscription.currentPeriodEnd} timezone={timezone} />;
  return (
    <Panel
      title={`Change to ${planName}`}
      description={
        when === 'now' ? (
          <>
            At once; your keys stay as they are.{' '}
            {amountDue > 0 ? (
              <>
                Invoiced today: <Money amountMinor={amountDue} currency={currency} />.
              </>
            ) : (
              'Nothing is due today.'
            )}
          </>
        ) : (
          <>On {end}, when what you paid for ends. Until then nothing changes, and nothing is due.</>
        )
      }
    >
      <div className="grid gap-4">
        {lines.length > 0 && <InvoiceLines invoice={preview} />}
        {children}
      </div>
    </Panel>
  );
}
