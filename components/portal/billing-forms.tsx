'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { GstinField } from '@/components/pricing/tax-id-field';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption, TextArea, TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { ScopeFields } from './create-key';

interface FormProps {
  action: FormAction<void>;
  provider: string;
}

export type BillingDetails = Record<
  'name' | 'email' | 'taxId' | 'line1' | 'line2' | 'city' | 'state' | 'postalCode' | 'country',
  string
>;

interface DetailsProps extends FormProps {
  details: BillingDetails;
  countries: SelectOption[];
  /** India's, by GST code. */
  indianStates: SelectOption[];
}

/** Who the invoices are made out to: it decides the tax, and holds for those to come. */
export function DetailsForm({ action, provider, details, countries, indianStates }: DetailsProps) {
  const form = useFormAction(action, () => toast.success('Saved. Your next invoices will say so.'));
  const [country, setCountry] = useState(details.country);
  const [state, setState] = useState(details.state);
  const text = (name: keyof BillingDetails) => form.field(name, details[name]);
  const { defaultValue: _, ...stateField } = text('state');
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={{ provider }} />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField {...text('name')} label="Company or your name" autoComplete="organization" required />
        <TextField {...text('email')} label="E-mail" type="email" autoComplete="email" required />
        <TextField {...text('line1')} label="Street address" autoComplete="address-line1" />
        <TextField {...text('line2')} label="Building, floor" autoComplete="address-line2" />
        <TextField {...text('city')} label="City" autoComplete="address-level2" />
        <TextField {...text('postalCode')} label="Postal code" autoComplete="postal-code" />
        <SelectField
          {...text('country')}
          label="Country"
          autoComplete="country"
          required
          options={countries}
          onChange={(event) => setCountry(event.target.value)}
        />
        {country === 'IN' ? (
          <SelectField
            {...stateField}
            label="State"
            required
            value={state}
            onChange={(event) => setState(event.target.value)}
            options={[{ value: '', label: 'Choose…' }, ...indianStates]}
          />
        ) : (
          <TextField {...text('state')} label="State or region" autoComplete="address-level1" />
        )}
        {country === 'IN' ? (
          <GstinField {...text('taxId')} state={state} />
        ) : (
          <TextField {...text('taxId')} label="Tax or VAT number" spellCheck={false} />
        )}
      </div>
      {form.message()}
      <div>
        <Button type="submit" look="secondary" isPending={form.isPending}>
          Save details
        </Button>
      </div>
    </form>
  );
}

interface MailsProps extends FormProps {
  invoiceEmails: string;
  alerts: boolean;
  /** Where invoices go while no address is given. */
  ownEmail: string;
}

/** Where invoices go, and whether mails warn of quotas and budgets. */
export function MailsForm({ action, provider, invoiceEmails, alerts, ownEmail }: MailsProps) {
  const form = useFormAction(action, () => toast.success('Saved.'));
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={{ provider }} />
      <TextArea
        {...form.field('invoiceEmails', invoiceEmails)}
        label="Invoices go to"
        rows={2}
        spellCheck={false}
        hint={`One address a line. Empty: to ${ownEmail}.`}
      />
      <SelectField
        {...form.field('alerts', alerts ? 'yes' : 'no')}
        label="Warnings when a quota or budget fills up"
        required
        options={[
          { value: 'yes', label: 'By e-mail' },
          { value: 'no', label: 'None' },
        ]}
      />
      {form.message()}
      <div>
        <Button type="submit" look="secondary" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

interface AutoTopUpProps extends FormProps {
  currency: string;
  /** In major units; null while it is off. */
  terms: { threshold: string; amount: string; monthlyCap: string } | null;
}

/** Buys credits by itself when the balance falls; a blank threshold ends it. */
export function AutoTopUpForm({ action, provider, currency, terms }: AutoTopUpProps) {
  const form = useFormAction(action, () => toast.success('Saved.'));
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <ScopeFields scope={{ provider }} />
      <TextField
        {...form.field('threshold', terms?.threshold)}
        label={`When less is left than (${currency})`}
        inputMode="decimal"
        hint="Empty: credits are bought by hand alone."
      />
      <TextField
        {...form.field('amount', terms?.amount)}
        label={`Buy for (${currency})`}
        inputMode="decimal"
      />
      <TextField
        {...form.field('monthlyCap', terms?.monthlyCap)}
        label={`At most in a month (${currency})`}
        inputMode="decimal"
        hint="Your default card is charged."
      />
      {form.message()}
      <div>
        <Button type="submit" look="secondary" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
