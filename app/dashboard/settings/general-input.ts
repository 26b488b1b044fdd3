import { z } from 'zod';
import { type ProviderView, updateProviderInput } from '@/lib/tenants';

const { shape } = updateProviderInput;
const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/, 'Must be a whole number.')
  .transform(Number);

/** The form of how the account works; a blank prefix is the product's own. */
export const generalForm = z.object({
  name: shape.name.unwrap(),
  email: shape.email.unwrap(),
  country: shape.country.unwrap(),
  timezone: shape.timezone.unwrap(),
  keyPrefix: z.string().max(40),
  graceHours: wholeNumber.pipe(shape.graceHours.unwrap()),
  paymentDays: wholeNumber.pipe(shape.paymentDays.unwrap()),
  gaugeFailure: shape.gaugeFailure.unwrap(),
  invoicePrefix: z.string().max(20).optional(),
});

/** What the form changes, yet to be checked. */
export function generalOfForm(
  { invoicePrefix, ...form }: z.output<typeof generalForm>,
  before: ProviderView,
): object {
  const { invoicePrefix: _, ...paper } = before.paperSettings;
  return { ...form, paperSettings: { ...paper, ...(invoicePrefix && { invoicePrefix }) } };
}

interface BrandingForm {
  tagline?: string | undefined;
  websiteUrl?: string | undefined;
  apiUrl?: string | undefined;
  color?: string | undefined;
  logo?: string | undefined;
}

/** A blank field is one that is taken away; the logo stays unless there is another. */
export function brandingOfForm({ logo, ...form }: BrandingForm, before: ProviderView) {
  const { logoUrl } = before.branding;
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
  return { logo, branding: { ...given, ...(logoUrl && { logoUrl }) } };
}
