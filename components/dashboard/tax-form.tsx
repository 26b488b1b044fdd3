'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { FieldGroup } from '@/components/ui/field-group';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { LogoField } from './settings/logo-field';

export type TaxFormValues = Record<
  | 'name'
  | 'taxId'
  | 'line1'
  | 'city'
  | 'state'
  | 'postalCode'
  | 'registration'
  | 'gstPercent'
  | 'lutNumber'
  | 'taxCode'
  | 'rates'
  | 'paymentInstructions'
  | 'signatory'
  | 'footer',
  string
> & { gstInclusive: boolean };

interface Props {
  action: FormAction<void>;
  values: TaxFormValues;
  isIndian: boolean;
}

/** Who sells, how it is taxed, and what invoices say. */
export function TaxForm({ action, values, isIndian }: Props) {
  const [logo, setLogo] = useState('');
  const form = useFormAction(action, () => toast.success('Saved. The next invoices will say so.'));
  const text = (name: Exclude<keyof TaxFormValues, 'gstInclusive'>) => form.field(name, values[name]);
  return (
    <form action={form.submit} className="grid gap-8">
      <FieldGroup title="On your invoices">
        <TextField {...text('name')} label="Business name" required maxLength={120} />
        <TextField
          {...text('taxId')}
          label={isIndian ? 'GSTIN' : 'Tax or VAT number'}
          autoCapitalize="characters"
          spellCheck={false}
        />
        <TextField {...text('line1')} label="Street address" />
        <TextField {...text('city')} label="City" />
        <TextField {...text('state')} label="State" />
        <TextField {...text('postalCode')} label="Postal code" />
      </FieldGroup>
      {isIndian ? <IndianFields text={text} isInclusive={values.gstInclusive} /> : <RateFields text={text} />}
      <FieldGroup title="Paper">
        <TextArea {...text('paymentInstructions')} label="How to pay" hint="Bank account, UPI id." rows={3} />
        <LogoField logo={logo} error={form.field('logo').error} onChange={setLogo} />
        <TextField
          {...text('signatory')}
          label="Who signs"
          hint="Empty: invoices say that they need no signature."
        />
        <TextField {...text('footer')} label="Last line" hint="Such as the company’s registration." />
      </FieldGroup>
      {form.message()}
      <div>
        <Button type="submit" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

type Text = (
  name: Exclude<keyof TaxFormValues, 'gstInclusive'>,
) => ReturnType<ReturnType<typeof useFormAction>['field']>;

function IndianFields({ text, isInclusive }: { text: Text; isInclusive: boolean }) {
  return (
    <FieldGroup title="GST">
      <SelectField
        {...text('registration')}
        label="Registration"
        required
        options={[
          { value: 'regular', label: 'Regular: tax invoices' },
          { value: 'composition', label: 'Composition: bills of supply' },
          { value: 'unregistered', label: 'Not registered: bills of supply' },
        ]}
      />
      <TextField {...text('gstPercent')} label="GST rate (per cent)" inputMode="decimal" placeholder="18" />
      <TextField
        {...text('lutNumber')}
        label="Letter of undertaking"
        hint="Its number stands on exports and on invoices to special economic zones."
      />
      <TextField
        {...text('taxCode')}
        label="SAC"
        placeholder="998315"
        hint="Of plans without one of their own."
      />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          name="gstInclusive"
          value="yes"
          defaultChecked={isInclusive}
          className="size-4 accent-accent"
        />
        My prices include GST
      </label>
    </FieldGroup>
  );
}

function RateFields({ text }: { text: Text }) {
  return (
    <FieldGroup title="Tax rates">
      <div className="sm:col-span-2">
        <TextArea
          {...text('rates')}
          label="Rates"
          rows={4}
          placeholder={'VAT, 19, DE\nGST, 10, AU, inclusive\nQST, 9.975, CA-QC\nHST, 13, CA-ON, instead'}
          hint="One a line: name, per cent, country (or country-state). “inclusive” where prices contain it; “instead” where a state’s rate replaces the country’s."
        />
      </div>
    </FieldGroup>
  );
}
