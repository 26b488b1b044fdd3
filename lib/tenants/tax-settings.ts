import { z } from 'zod';
import { percentSchema } from '@/lib/pricing';
import { countryField, line, prose } from './fields';

/** Tax and paper, as a provider sets them: what every invoice is taxed by, and what it says besides amounts. */

const namedTaxRate = z
  .strictObject({
    name: line(40).meta({ examples: ['VAT'] }),
    percent: percentSchema,
    country: countryField,
    state: line(100)
      .nullish()
      .describe('As customers’ addresses write it; absent or null for the whole country.'),
    inclusive: z.boolean().default(false).describe('Your prices contain it already.'),
    replacesCountryRates: z
      .boolean()
      .optional()
      .describe('Of a state’s rate: it stands in place of the country’s, as Ontario’s HST for Canada’s GST.'),
  })
  .meta({ id: 'NamedTaxRate' });

type Rate = z.output<typeof namedTaxRate>;

/** CGST Rule 46(g) with Notification 12/2017: HSN of 4, 6 or 8 digits; services have SAC of 6, all in chapter 99. */
const taxCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z.]{2,16}$/, 'Must be 2 to 16 digits or letters, such as 998315.');

export const taxSettings = z
  .strictObject({
    registration: z
      .enum(['regular', 'composition', 'unregistered'])
      .describe(
        'Of an Indian seller. `regular` needs a GSTIN as `taxId`; the others issue bills of supply without tax. Without it, a GSTIN decides.',
      ),
    gstPercent: percentSchema.describe('The full GST rate; 18 when absent.'),
    cessPercent: percentSchema.describe('Compensation cess on top of GST; none when absent.'),
    gstInclusive: z.boolean().describe('Your prices contain GST already.'),
    lutNumber: line(40)
      .nullable()
      .describe('Your letter of undertaking, which exports and SEZ invoices quote.'),
    exportsWithPayment: z.boolean().describe('Exports bear IGST instead of going out under the letter.'),
    taxCode: taxCode.nullable().describe('SAC or HSN of plans without one; 998315 in India when absent.'),
    euReverseCharge: z
      .boolean()
      .describe(
        'Of a seller in the EU: business customers of other member states, who have a VAT id, account for the VAT themselves. True when absent.',
      ),
    rates: z.array(namedTaxRate).max(500).describe('Outside India: what applies where.'),
  })
  .partial()
  .superRefine(({ rates = [] }, context) => {
    for (const index of conflictsOf(rates)) {
      context.addIssue({
        code: 'custom',
        path: ['rates', index, 'inclusive'],
        params: { code: 'mixed_rates' },
        message: 'Rates that apply together must all be inclusive or all exclusive.',
      });
    }
  })
  .meta({
    id: 'TaxSettings',
    examples: [{ lutNumber: 'AD270326012345X', taxCode: '998315' }],
  });

export type TaxSettings = z.output<typeof taxSettings>;

export const paperSettings = z
  .strictObject({
    paymentInstructions: prose(1000).describe('How to pay: bank account, UPI id.'),
    signatory: line(120)
      .nullable()
      .describe('Who signs for the business; none: the invoice says it needs no signature.'),
    invoicePrefix: z
      .string()
      .regex(/^[A-Z0-9]{1,3}$/, 'Must be 1 to 3 characters of A-Z and 0-9.')
      .refine((prefix) => prefix !== 'CN' && prefix !== 'RV', {
        params: { code: 'reserved' },
        message: 'This prefix is of credit notes or receipts.',
      })
      .describe('What invoice numbers begin with; INV when absent. A new one begins a series of its own.')
      .meta({ examples: ['INV'] }),
    footer: line(300, 0).describe('A last line, such as the company’s registration.'),
  })
  .partial()
  .meta({ id: 'PaperSettings' });

export type PaperSettings = z.output<typeof paperSettings>;

/** The rates that another, with which they apply to the same address, contradicts. */
function conflictsOf(rates: readonly Rate[]): number[] {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  const meet = (one: Rate, other: Rate) => {
    if (one.country !== other.country) return false;
    if (one.state && other.state) return same(one.state, other.state);
    if (!one.state && !other.state) return true;
    const state = (one.state ? one : other).state ?? '';
    return !rates.some(
      (rate) => rate.replacesCountryRates && rate.country === one.country && same(rate.state ?? '', state),
    );
  };
  return rates.flatMap((rate, index) =>
    rates.slice(0, index).some((before) => before.inclusive !== rate.inclusive && meet(before, rate))
      ? [index]
      : [],
  );
}
