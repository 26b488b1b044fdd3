'use client';

import { useState } from 'react';
import { PriceCurve } from '@/components/charts/price-curve';
import { TextField } from '@/components/ui/field';
import { formatCount } from '@/lib/core/format';
import { curveOf, type DraftPrice, exampleOf } from './draft-price';

/** The curve of a price and one quantity worked out, as somebody types: by the functions that make invoices. */
export function PricePreview({ draft, currency }: { draft: DraftPrice; currency: string }) {
  const [quantity, setQuantity] = useState(() => firstExample(draft));
  const units = /^\d{1,12}$/.test(quantity) ? Number(quantity) : 10_000;
  const points = curveOf(draft, currency, Math.max(units * 2, 10));
  const example = exampleOf(draft, currency, String(units));
  return (
    <div className="grid min-w-0 content-start gap-4" aria-live="polite">
      {points === null || example === null ? (
        <p className="rounded-lg border border-dashed px-4 py-10 text-center text-muted">
          This is no price yet. The curve shows as soon as it is.
        </p>
      ) : (
        <>
          <PriceCurve points={points} currency={currency} />
          <div className="text-[0.933rem]">
            <ul className="divide-y">
              {example.lines.map((line) => (
                <li
                  key={`${line.description} ${line.unitPrice}`}
                  className="flex flex-wrap justify-between gap-x-4 py-1.5"
                >
                  <span className="text-muted">
                    {line.description}: {formatCount(line.quantity, currency)} × {line.unitPrice}
                  </span>
                  <span className="tabular-nums">{line.amount}</span>
                </li>
              ))}
              <li className="flex justify-between gap-4 py-1.5 font-medium">
                <span>{formatCount(units, currency)} units cost</span>
                <span className="tabular-nums" data-testid="worked-total">
                  {example.total}
                </span>
              </li>
            </ul>
          </div>
        </>
      )}
      <TextField
        name={`example-${draft.meter}`}
        label="Work out for so many units"
        inputMode="numeric"
        required
        value={quantity}
        onChange={(event) => setQuantity(event.target.value)}
      />
    </div>
  );
}

/** A quantity that the price asks something for: twice what is included. */
function firstExample({ included }: DraftPrice): string {
  return /^\d{1,11}$/.test(included) && included !== '0' ? String(Number(included) * 2) : '10000';
}
