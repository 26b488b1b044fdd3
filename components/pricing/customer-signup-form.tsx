'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption, TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { FirstKey, type Seller } from './first-key';
import { GstinField } from './tax-id-field';

interface Props {
  action: FormAction<{ secret: string }>;
  seller: Seller;
  plan: string;
  /** The address of somebody who is signed in and signs up as themselves; else they give one, and a password. */
  person: string | null;
  /** Of an invitation, where the plan is private. */
  invite?: string | undefined;
  /** True for a plan that costs something: its invoices are charged to a card. */
  wantsCard: boolean;
  /** True for a plan that starts once there is a card. */
  requiresCard: boolean;
  country: string;
  countries: SelectOption[];
  /** India's, for its tax; other countries' states are written freely. */
  indianStates: SelectOption[];
}

export function CustomerSignupForm({
  action,
  seller,
  plan,
  person,
  invite,
  wantsCard,
  requiresCard,
  country: firstCountry,
  countries,
  indianStates,
}: Props) {
  const form = useFormAction(action);
  const [country, setCountry] = useState(firstCountry);
  const [state, setState] = useState('');
  if (form.state.status === 'ok' && form.state.result) {
    return <FirstKey secret={form.state.result.secret} seller={seller} wantsCard={wantsCard} />;
  }
  const { defaultValue: _, ...indianStateField } = form.field('state');
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <input type="hidden" name="seller" value={seller.slug} />
      <input type="hidden" name="plan" value={plan} />
      {invite && <input type="hidden" name="invite" value={invite} />}
      {person === null ? (
        <>
          <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" required />
          <TextField
            {...form.field('password')}
            label="Password"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            hint="At least 10 characters. If you have a sign-in here already, its password."
          />
        </>
      ) : (
        <>
          <input type="hidden" name="as" value="me" />
          <p className="text-[0.933rem] text-muted">You sign up as {person}.</p>
        </>
      )}
      <TextField
        {...form.field('name')}
        label="Company or your name"
        autoComplete="organization"
        required
        hint="As it should stand on invoices."
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          {...form.field('country', firstCountry)}
          label="Country"
          autoComplete="country"
          required
          options={countries}
          onChange={(event) => setCountry(event.target.value)}
        />
        {country === 'IN' ? (
          <SelectField
            {...indianStateField}
            label="State"
            autoComplete="address-level1"
            required
            value={state}
            onChange={(event) => setState(event.target.value)}
            options={[{ value: '', label: 'Choose…' }, ...indianStates]}
          />
        ) : (
          <TextField {...form.field('state')} label="State or region" autoComplete="address-level1" />
        )}
      </div>
      {country === 'IN' && (
        <GstinField
          {...form.field('taxId')}
          state={state}
          onState={(code) => setState((now) => now || code)}
        />
      )}
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        {requiresCard ? 'Create account and enter a card' : 'Create account and key'}
      </Button>
    </form>
  );
}
