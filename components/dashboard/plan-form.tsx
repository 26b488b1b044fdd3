'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption, TextArea, TextField } from '@/components/ui/field';
import { FieldGroup } from '@/components/ui/field-group';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  currency: string;
  currencies: SelectOption[];
}

/** A plan with one price per call: what most APIs start with. */
export function PlanForm({ action, currency: firstCurrency, currencies }: Props) {
  const form = useFormAction(action);
  const [currency, setCurrency] = useState(firstCurrency);
  return (
    <form action={form.submit} className="grid max-w-2xl gap-8">
      <FieldGroup title="What it is">
        <TextField {...form.field('name')} label="Name" placeholder="Starter" required maxLength={120} />
        <TextField
          {...form.field('slug')}
          label="Slug"
          placeholder="starter"
          hint="For addresses and the API."
          required
          autoCapitalize="none"
          spellCheck={false}
        />
        <div className="sm:col-span-2">
          <TextField {...form.field('description')} label="One line about it" maxLength={200} />
        </div>
      </FieldGroup>
      <FieldGroup title="What it costs">
        <SelectField
          {...form.field('currency', firstCurrency)}
          label="Currency"
          required
          options={currencies}
          onChange={(event) => setCurrency(event.target.value)}
        />
        <SelectField
          {...form.field('interval', 'month')}
          label="Billed"
          required
          options={[
            { value: 'month', label: 'Monthly' },
            { value: 'year', label: 'Yearly' },
          ]}
        />
        <TextField
          {...form.field('basePrice', '0')}
          label={`Base price (${currency})`}
          inputMode="decimal"
          required
        />
        <TextField {...form.field('trialDays')} label="Days of free trial" inputMode="numeric" />
        <TextField {...form.field('included')} label="Included calls" inputMode="numeric" />
        <TextField
          {...form.field('pricePerThousand')}
          label={`Then, for 1,000 calls (${currency})`}
          inputMode="decimal"
          hint="Charged to the single call."
        />
      </FieldGroup>
      <FieldGroup title="How much of it">
        <TextField
          {...form.field('quota')}
          label="Calls a month at most"
          inputMode="numeric"
          hint="Empty: no end."
        />
        <TextField {...form.field('rateLimit')} label="Calls a minute at most" inputMode="numeric" />
      </FieldGroup>
      <FieldGroup title="On the pricing page">
        <div className="sm:col-span-2">
          <TextArea {...form.field('features')} label="Features" hint="One a line." rows={4} />
        </div>
        <label className="flex items-center gap-2">
          <input type="checkbox" name="highlighted" value="yes" className="size-4 accent-accent" />
          Recommend this plan
        </label>
        <label className="flex items-center gap-2">
          <input type="checkbox" name="private" value="yes" className="size-4 accent-accent" />
          Keep it off the page
        </label>
        <label className="flex items-center gap-2">
          <input type="checkbox" name="requiresCard" value="yes" className="size-4 accent-accent" />A card is
          needed to start
        </label>
      </FieldGroup>
      {form.message()}
      <div>
        <Button type="submit" isPending={form.isPending}>
          Create plan
        </Button>
      </div>
    </form>
  );
}
