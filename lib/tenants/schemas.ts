import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import {
  amountField,
  countryField,
  currencyField,
  customerReference,
  emailField,
  instantAnswer,
  line,
  prose,
  timezoneField,
} from './fields';
import { paperSettings, taxSettings } from './tax-settings';

/** Slugs that the product's own addresses and accounts need. */
const RESERVED_SLUGS = new Set(
  'admin api app assets auth billing dashboard docs health help internal login logout metrics p platform portal pricing public ready settings signup static status stripe support system terms webhooks www'.split(
    ' ',
  ),
);

export const SANDBOX_SUFFIX = '-sandbox';

export const providerSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Must be 1 to 40 characters of a-z, 0-9 and "-".')
  .refine((slug) => !RESERVED_SLUGS.has(slug) && !slug.endsWith(SANDBOX_SUFFIX), {
    params: { code: 'reserved' },
    message: 'This slug is reserved.',
  });

export const password = z.string().min(10, 'Must have at least 10 characters.').max(200);

export const address = z
  .strictObject({
    line1: line(200),
    line2: line(200),
    city: line(100),
    state: line(100).describe('For India the state’s name or its GST code.'),
    postalCode: line(20),
    country: countryField,
  })
  .partial()
  .meta({ id: 'Address' });

export type Address = z.output<typeof address>;

export const branding = z.strictObject({
  tagline: line(200, 0).optional(),
  logoUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  websiteUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .describe('Where customers call the API; the first snippet that they copy calls it.'),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour such as #2563eb.')
    .optional(),
});

export type Branding = z.output<typeof branding>;

export const createProviderInput = z.strictObject({
  name: line(120),
  slug: providerSlug,
  email: emailField.describe('Of the owner, who signs in with it.'),
  password: password.optional().describe('Of the owner; an existing user must give the right one.'),
  ownerName: line(120).optional(),
  currency: currencyField,
  timezone: timezoneField,
  country: countryField,
  state: line(100).optional(),
  taxId: line(40).optional(),
  address: address.optional(),
  keyPrefix: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,15}$/, 'Must be 1 to 16 characters of a-z and 0-9, a letter first.')
    .refine((prefix) => prefix !== 'tg', {
      params: { code: 'reserved' },
      message: 'This prefix is reserved.',
    })
    .optional(),
});

export type CreateProviderInput = z.input<typeof createProviderInput>;

export const updateProviderInput = createProviderInput
  .pick({ name: true, email: true, timezone: true, country: true, keyPrefix: true })
  .extend({
    state: line(100).nullable(),
    taxId: line(40).nullable(),
    address: address.nullable(),
    graceHours: z.int().min(0).max(720).describe('How long drafts wait for late events.'),
    paymentDays: z.int().min(0).max(365).describe('After how many days an invoice is due.'),
    gaugeFailure: z.enum(['allow', 'deny']).describe('What verify answers while the counters are away.'),
    branding,
    logo: z
      .string()
      .max(400_000)
      .nullable()
      .describe('A PNG or JPEG as a data URL, at most 256 KB; null takes it away.'),
    taxSettings,
    paperSettings,
  })
  .partial()
  .meta({ examples: [{ taxId: '27AAPFU0939F1ZV', taxSettings: { lutNumber: 'AD270326012345X' } }] });

export type UpdateProviderInput = z.output<typeof updateProviderInput>;

/** A provider's account as its own people and programs see it. */
export const providerView = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    mode: z.enum(['live', 'test']),
    liveProviderId: z.string().nullable().describe('Of a sandbox: its live account.'),
    email: z.string(),
    currency: z.string(),
    timezone: z.string(),
    country: z.string(),
    state: z.string().nullable(),
    taxId: z.string().nullable(),
    address: address.nullable(),
    keyPrefix: z.string(),
    graceHours: z.int(),
    paymentDays: z.int(),
    gaugeFailure: z.enum(['allow', 'deny']),
    branding,
    logo: z.string().nullable().describe('Path of the uploaded logo.'),
    taxSettings,
    paperSettings,
    createdAt: instantAnswer,
  })
  .meta({ id: 'Provider' });

export type ProviderView = z.output<typeof providerView>;

const metadata = z
  .record(line(64), z.union([prose(500), z.number(), z.boolean()]))
  .refine((entries) => Object.keys(entries).length <= 50, {
    params: { code: 'too_big' },
    message: 'At most 50 entries.',
  })
  .describe('Whatever the provider wants kept with the customer: up to 50 entries.');

const externalId = line(255)
  .describe('The provider’s own id of the customer; unique.')
  .meta({ examples: ['acme'] });

const taxTreatment = z
  .enum(['standard', 'sez', 'exempt'])
  .describe(
    '`sez`: a unit or developer of a special economic zone of India, supplied at zero. `exempt`: holds a certificate of exemption from the provider’s named tax rates; no effect on GST.',
  );

export const createCustomerInput = z.strictObject({
  externalId: externalId.nullish(),
  name: line(200).meta({ examples: ['Acme Ltd'] }),
  email: emailField,
  taxId: line(40).nullish().describe('GSTIN, VAT number or the like.'),
  address: address.nullish(),
  timezone: timezoneField.nullish().describe('IANA time zone for the customer’s own displays.'),
  taxTreatment: taxTreatment.optional(),
  metadata: metadata.optional(),
});

export type CreateCustomerInput = z.output<typeof createCustomerInput>;

export const updateCustomerInput = createCustomerInput.partial();

export type UpdateCustomerInput = z.output<typeof updateCustomerInput>;

const percent = z.int().min(1).max(100);

export const budgetInput = z.strictObject({
  amount: amountField
    .nullable()
    .describe('The most that one period may cost, in minor units; null lifts the stop.'),
  alertsAt: z
    .array(percent)
    .max(10)
    .optional()
    .describe('Percentages of the amount at which to warn; kept as they are when absent.')
    .meta({ examples: [[50, 80, 100]] }),
});

export type BudgetInput = z.output<typeof budgetInput>;

export const budget = z
  .object({ amount: amountField.nullable(), alertsAt: z.array(z.int()) })
  .meta({ id: 'Budget' });

export const customer = z
  .object({
    id: z.string().meta({ examples: ['cus_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    externalId: z.string().nullable(),
    name: z.string(),
    email: z.string(),
    taxId: z.string().nullable(),
    address: address.nullable(),
    timezone: z.string().nullable(),
    taxTreatment,
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    status: z.enum(['active', 'suspended']),
    budget,
    createdAt: instantAnswer,
  })
  .meta({ id: 'Customer' });

export type Customer = z.output<typeof customer>;

export const customerList = pageOf(customer);

export const listCustomersInput = z.object({
  ...pageQuery,
  search: line(200, 0).optional().describe('Part of a name, an e-mail address or an external id.'),
  status: z.enum(['active', 'suspended']).optional(),
  externalId: line(255).optional().describe('Exactly this external id.'),
  email: line(254).optional().describe('Exactly this e-mail address, in either case.'),
});

export type ListCustomersInput = z.input<typeof listCustomersInput>;

export const customerParams = z.object({ id: customerReference });

export const deleted = z.object({ id: z.string(), deleted: z.literal(true) });

export const role = z.enum(['owner', 'admin', 'viewer']);

const member = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  createdAt: instantAnswer,
});

export type Member = z.output<typeof member>;
