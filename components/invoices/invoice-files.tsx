import { Money } from '@/components/money';
import { Card } from '@/components/ui/card';
import { FileLink } from '@/components/ui/file-link';

export function InvoiceFiles({ path }: { path: string }) {
  return (
    <>
      <FileLink href={`${path}/pdf`}>PDF</FileLink>
      <FileLink href={`${path}/csv`}>Usage as CSV</FileLink>
    </>
  );
}

export interface ShownNote {
  id: string;
  number: string;
  reason: string;
  currency: string;
  total: number;
}

/** What was taken back of an invoice, each with its document. */
export function CreditNotes({ notes, path }: { notes: ShownNote[]; path: string }) {
  if (notes.length === 0) return null;
  return (
    <Card className="mt-4 px-5 py-4">
      <h2 className="font-semibold">Credit notes</h2>
      <ul className="mt-2 grid gap-1 text-[0.933rem]">
        {notes.map(({ id, number, reason, currency, total }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              <a href={`${path}/${id}/pdf`} className="font-medium underline-offset-4 hover:underline">
                {number}
              </a>{' '}
              <span className="text-muted">{reason}</span>
            </span>
            <Money amountMinor={total} currency={currency} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
