import { formatDecimal, parseDecimal } from '@/lib/core/decimal';
import { sumMinor, toMinor, toSafeNumber } from '@/lib/core/money';
import type { QuoteLine, QuoteRequest, QuoteResponse } from './quote-schemas';
import { type ChargeQuantities, type RatedCharge, type RatedLine, rateCharge } from './rate';
import { computeTotals, minimumTrueUp, type Totals } from './totals';

/** A quote before it becomes JSON: amounts are bigints, and every charge keeps its own explanation. */
export interface RatedQuote {
  charges: RatedCharge[];
  lines: RatedLine[];
  totals: Totals;
}

/** A fixed amount as a line. `amount` is a decimal string in major units; negative for a refund. */
export function feeLine(fee: { description: string; amount: string }, currency: string): RatedLine {
  const exact = formatDecimal(parseDecimal(fee.amount, 'amount'));
  return {
    kind: 'base',
    description: fee.description,
    quantity: '1',
    unitPrice: exact,
    exact,
    amountMinor: toMinor(exact, currency),
  };
}

/**
 * Prices a whole request: charges, then fees, then the minimum true-up, then the totals in the order of
 * `computeTotals`. What the quote route, the calculator and the rehearsals call.
 */
export function rateQuote(request: QuoteRequest): RatedQuote {
  const { currency } = request;
  const charges = request.charges.map(({ price, ...quantities }) =>
    rateCharge(price, withoutEmptyBill(quantities), currency),
  );
  const lines = [
    ...charges.flatMap((charge) => charge.lines),
    ...request.fees.map((fee) => feeLine(fee, currency)),
  ];
  if (request.minimumSpend !== undefined) {
    const linesMinor = sumMinor(lines.map(({ amountMinor }) => amountMinor));
    const trueUp = minimumTrueUp(linesMinor, request.minimumSpend, currency);
    if (trueUp) lines.push(trueUp);
  }
  const totals = computeTotals({
    currency,
    lines,
    coupons: request.coupons,
    taxes: request.taxes,
    taxInclusive: request.taxInclusive,
    creditNotesMinor: toMinor(request.creditNotes, currency),
    prepaidCreditsMinor: toMinor(request.prepaidCredits, currency),
  });
  return { charges, lines, totals };
}

/**
 * A quote's `billedQuantity` of zero says the same as leaving it out: nothing was invoiced. So slices that start
 * at zero add up to the whole, its flat fees and minimum included. Invoices, which know that an invoice over zero
 * usage was made, call `rateCharge` themselves.
 */
function withoutEmptyBill(quantities: ChargeQuantities): ChargeQuantities {
  const { billedQuantity, billedEventCount, ...rest } = quantities;
  const isZero = (text: string) => parseDecimal(text, 'billedQuantity').isZero();
  const isEmpty = isZero(billedQuantity ?? '0') && isZero(String(billedEventCount ?? 0));
  return isEmpty ? rest : quantities;
}

/**
 * `POST /quote`: a parsed request in, the response of the contract out.
 * @throws AppError `validation_failed` when an amount exceeds 2^53 − 1 minor units
 */
export function quote(request: QuoteRequest): QuoteResponse {
  const { charges, lines, totals } = rateQuote(request);
  charges.forEach(({ amountMinor }, index) => {
    toSafeNumber(amountMinor, `charges[${index}]`);
  });
  const whole = (amountMinor: bigint) => toSafeNumber(amountMinor, 'charges');
  return {
    lines: lines.map((line) => toQuoteLine(line)),
    subtotal: whole(totals.subtotalMinor),
    discount: whole(totals.discountMinor),
    taxable: whole(totals.taxableMinor),
    taxes: totals.taxes.map(({ name, percent, baseMinor, amountMinor }) => ({
      name,
      percent,
      base: whole(baseMinor),
      amount: whole(amountMinor),
    })),
    total: whole(totals.totalMinor),
    creditNotesApplied: whole(totals.creditNotesAppliedMinor),
    creditsApplied: whole(totals.creditsAppliedMinor),
    amountDue: whole(totals.amountDueMinor),
  };
}

/** A rated line as the contract shows it. */
export function toQuoteLine(line: RatedLine): QuoteLine {
  const { kind, description, quantity, unitPrice, tier, exact, amountMinor } = line;
  const amount = toSafeNumber(amountMinor, 'charges');
  return { kind, description, quantity, unitPrice, ...(tier && { tier }), exact, amount };
}
