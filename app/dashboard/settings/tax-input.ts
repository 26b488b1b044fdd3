import { z } from 'zod';
import { type ProviderView, taxSettings, updateProviderInput } from '@/lib/tenants';

const { shape } = updateProviderInput;
const checkbox = z.literal('yes').optional();
const tax = taxSettings.shape;

/** The form of tax and paper: a blank field is one that is cleared. */
export const taxForm = z.object({
  name: shape.name.unwrap(),
  taxId: z.string().max(40).optional(),
  line1: z.string().max(200).optional(),
  city: z.string().max(100).optional(),
  state: z.string().max(100).optional(),
  postalCode: z.string().max(20).optional(),
  registration: tax.registration,
  gstPercent: tax.gstPercent,
  lutNumber: z.string().max(40).optional(),
  taxCode: z.string().max(16).optional(),
  gstInclusive: checkbox,
  rates: z.string().max(20_000).optional(),
  paymentInstructions: z.string().max(1000).optional(),
  signatory: z.string().max(120).optional(),
  footer: z.string().max(300).optional(),
  logo: z.string().max(400_000).optional(),
});

type Rate = NonNullable<z.output<typeof taxSettings>['rates']>[number];

/** Named rates as the form shows them, one a line: `GST, 10, AU, inclusive`, `HST, 13, CA-ON, instead`. */
export function textOfRates(rates: readonly Rate[] = []): string {
  return rates
    .map(({ name, percent, country, state, inclusive, replacesCountryRates }) =>
      [
        name,
        percent,
        state ? `${country}-${state}` : country,
        ...(inclusive ? ['inclusive'] : []),
        ...(replacesCountryRates ? ['instead'] : []),
      ].join(', '),
    )
    .join('\n');
}

/** The same read back; what is wrong with a rate is for the schema to say. */
export function ratesOfText(text: string): Rate[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [name = '', percent = '', place = '', ...marks] = line.split(',').map((part) => part.trim());
    const [country = '', ...state] = place.split('-');
    return {
      ...{ name, percent, country: country.toUpperCase(), inclusive: marks.includes('inclusive') },
      ...(state.length > 0 && { state: state.join('-') }),
      ...(marks.includes('instead') && { replacesCountryRates: true }),
    };
  });
}

/** What the form changes, yet to be checked; settings that it does not show stay. */
export function changesOfForm(form: z.output<typeof taxForm>, before: ProviderView): object {
  const { line1, city, state, postalCode } = form;
  const { paymentInstructions, signatory, footer, gstPercent, registration } = form;
  const { gstPercent: _, registration: __, ...kept } = before.taxSettings;
  const address = { ...before.address, line1, city, state, postalCode };
  return {
    name: form.name,
    taxId: form.taxId ?? null,
    state: state ?? null,
    address: Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined)),
    ...(form.logo && { logo: form.logo }),
    taxSettings: {
      ...kept,
      ...(gstPercent && { gstPercent }),
      ...(registration && { registration }),
      lutNumber: form.lutNumber ?? null,
      taxCode: form.taxCode ?? null,
      gstInclusive: form.gstInclusive === 'yes',
      rates: ratesOfText(form.rates ?? ''),
    },
    paperSettings: {
      ...(before.paperSettings.invoicePrefix && { invoicePrefix: before.paperSettings.invoicePrefix }),
      ...(paymentInstructions && { paymentInstructions }),
      signatory: signatory ?? null,
      ...(footer && { footer }),
    },
  };
}
