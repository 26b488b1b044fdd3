import type { ReactNode } from 'react';
import { DateTime, Period } from '@/components/date-time';
import { Card } from '@/components/ui/card';
import { InvoiceLines, type ShownTotals } from './invoice-lines';

interface Party {
  name: string;
  email: string;
  taxId: string | null;
  address: {
    line1?: string;
    line2?: string;
    city?: string;
    state?: string;
    postalCode?: string;
    country?: string;
  } | null;
}

export interface ShownInvoice extends ShownTotals {
  number: string | null;
  periodStart: string;
  periodEnd: string;
  finalizesAt: string | null;
  issuedAt: string | null;
  dueAt: string | null;
  paidAt: string | null;
  placeOfSupply?: string;
  taxNote: string | null;
  seller: Party;
  buyer: Party;
}

/** One invoice: parties, dates, lines. */
export function InvoiceDocument({ invoice, timezone }: { invoice: ShownInvoice; timezone: string }) {
  const dates: { label: string; at: string | null }[] = [
    { label: invoice.finalizesAt ? 'Becomes final' : 'Issued', at: invoice.finalizesAt ?? invoice.issuedAt },
    { label: 'Due', at: invoice.dueAt },
    { label: 'Paid', at: invoice.paidAt },
  ];
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card className="grid grid-cols-1 gap-6 px-5 py-4 sm:grid-cols-3">
        <PartyFacts label="From" party={invoice.seller} />
        <PartyFacts label="To" party={invoice.buyer} />
        <dl className="grid content-start gap-2 text-[0.933rem]">
          {invoice.periodStart !== invoice.periodEnd && (
            <Dated label="Usage of">
              <Period start={invoice.periodStart} end={invoice.periodEnd} timezone={timezone} />
            </Dated>
          )}
          {dates.map(
            ({ label, at }) =>
              at && (
                <Dated key={label} label={label}>
                  <DateTime
                    at={at}
                    timezone={timezone}
                    format={label === 'Becomes final' ? 'instant' : 'day'}
                  />
                </Dated>
              ),
          )}
          {invoice.placeOfSupply && <Dated label="Place of supply">{invoice.placeOfSupply}</Dated>}
        </dl>
      </Card>
      <InvoiceLines invoice={invoice} />
      {invoice.taxNote && <p className="text-[0.867rem] text-muted">{invoice.taxNote}</p>}
    </div>
  );
}

function Dated({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PartyFacts({ label, party }: { label: string; party: Party }) {
  const { line1, line2, city, state, postalCode, country } = party.address ?? {};
  const place = [line1, line2, [postalCode, city].filter(Boolean).join(' '), state, country].filter(Boolean);
  return (
    <div className="min-w-0 text-[0.933rem]">
      <p className="text-[0.867rem] text-muted">{label}</p>
      <p className="mt-0.5 font-medium">{party.name}</p>
      <p className="wrap-anywhere text-muted">{party.email}</p>
      {place.length > 0 && <p className="text-muted">{place.join(', ')}</p>}
      {party.taxId && <p className="font-mono text-[0.867rem] text-muted">{party.taxId}</p>}
    </div>
  );
}
