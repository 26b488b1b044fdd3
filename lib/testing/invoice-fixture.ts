import type { Explanation, Invoice, InvoiceLine } from '@/lib/billing';
import type { InvoicePaperInput } from '@/lib/billing/pdf/invoice-paper';

/** An invoice of ₹1,50,000 and CGST and SGST, with what its paper is made of; for tests that draw. */
export function invoicePaperInput(overrides: Partial<Invoice> = {}): InvoicePaperInput {
  const lines = [line('base', 'Professional, 2026-05-01 to 2026-05-31', 14_990_000), usageLine()];
  const address = {
    line1: '4th Floor, Fort House',
    line2: 'D. N. Road',
    city: 'Mumbai',
    postalCode: '400001',
  };
  const seller = {
    name: 'WeatherNow Private Limited',
    email: 'billing@weathernow.example',
    taxId: '27AAPFU0939F1ZV',
    address,
    country: 'IN',
    state: 'Maharashtra',
    logoUrl: null,
    paper: {
      timezone: 'Asia/Kolkata',
      paymentInstructions: 'HDFC Bank, Fort\nA/C 0042 0001 · IFSC HDFC0000042',
    },
  };
  const invoice: Invoice = {
    id: 'inv_01k9x2v4n8q6r3t5w7y9z1b3d5',
    number: 'INV/2627/000042',
    customer: 'cus_01k9x2v4n8q6r3t5w7y9z1b3d5',
    subscription: 'sub_01k9x2v4n8q6r3t5w7y9z1b3d5',
    plan: 'professional',
    status: 'open',
    currency: 'INR',
    periodStart: '2026-04-30T18:30:00.000Z',
    periodEnd: '2026-05-31T18:30:00.000Z',
    lines,
    subtotal: 15_000_000,
    discount: 0,
    coupons: [],
    taxable: 15_000_000,
    taxes: [
      { name: 'CGST', percent: '9', base: 15_000_000, amount: 1_350_000 },
      { name: 'SGST', percent: '9', base: 15_000_000, amount: 1_350_000 },
    ],
    total: 17_700_000,
    creditNotesApplied: 0,
    creditsApplied: 0,
    amountPaid: 0,
    amountDue: 17_700_000,
    seller,
    buyer: {
      id: 'cus_01k9x2v4n8q6r3t5w7y9z1b3d5',
      externalId: null,
      name: 'Acme Logistics LLP',
      email: 'accounts@acme.example',
      taxId: '27AAMCM4148E1ZD',
      address: {
        line1: '12 MIDC Road',
        city: 'Pune',
        state: 'Maharashtra',
        postalCode: '411019',
        country: 'IN',
      },
    },
    placeOfSupply: '27-Maharashtra',
    documentTitle: 'Tax Invoice',
    taxNote: null,
    createdAt: '2026-05-31T18:30:00.000Z',
    finalizesAt: null,
    issuedAt: '2026-05-31T19:30:00.000Z',
    dueAt: '2026-06-07T19:30:00.000Z',
    paidAt: null,
    paymentReference: null,
    ...overrides,
  };
  return { invoice, seller, logo: null, explanation: explanationOf(invoice), timezone: 'Asia/Kolkata' };
}

/** A line of so many minor units. */
export function line(kind: InvoiceLine['kind'], description: string, amount: number): InvoiceLine {
  return {
    ...{ id: `inl_${description}`, kind, description, amount, quantity: '1', taxCode: '998315' },
    ...{ periodStart: '2026-04-30T18:30:00.000Z', periodEnd: '2026-05-31T18:30:00.000Z' },
  };
}

function usageLine(): InvoiceLine {
  const part = (description: string, quantity: string, unitPrice: string, amount: number) => ({
    ...{ description, tier: null, from: null, upTo: null, quantity, unitPrice, amount },
    exact: '0',
  });
  return {
    ...line('usage', 'API calls, 2026-05-01 to 2026-05-31', 10_000),
    ...{ meter: 'calls', quantity: '700000', unit: 'call' },
    tiers: [part('Included', '500000', '0', 0), part('API calls', '200000', '0.0005', 10_000)],
  };
}

/** The use of a month behind every line of usage: each day's is the day, and the last day's is the rest. */
function explanationOf(invoice: Invoice): Explanation {
  const { id, number, currency, subtotal, discount, taxable, total } = invoice;
  const days = Array.from({ length: 31 }, (_, index) => {
    const count = index === 30 ? 235_000 : 15_000 + 33 * index + (index === 29 ? 500 - 33 * 435 + 14_500 : 0);
    return {
      day: `2026-05-${String(index + 1).padStart(2, '0')}`,
      endpoint: '/v1/now',
      quantity: `${count}`,
      calls: count,
    };
  });
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  const usage = { quantity: `${calls}`, calls, days, addsUp: true };
  const lines = invoice.lines.map(({ id: line, kind, description, quantity, amount }) => ({
    ...{ id: line, kind, description, quantity, amount, exact: '0', parts: [] },
    ...(kind === 'usage' && { usage }),
  }));
  return { ...{ invoice: id, number, currency, subtotal, discount, taxable, total }, lines, events: null };
}
