'use client';

import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, type SelectOption, TextField } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { SecretOnce, ShownOnceNotice } from '@/components/ui/secret-once';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

export interface NewProvider {
  slug: string;
  secretKey: string;
  sandboxSecretKey: string;
}

interface Props {
  action: FormAction<NewProvider>;
  host: string;
  countries: SelectOption[];
  currencies: SelectOption[];
  timezones: SelectOption[];
}

/** Where a country's businesses mostly sell and live, as a first suggestion. */
const SUGGESTIONS: Record<string, { currency: string; timezone: string }> = {
  IN: { currency: 'INR', timezone: 'Asia/Kolkata' },
  US: { currency: 'USD', timezone: 'America/New_York' },
  GB: { currency: 'GBP', timezone: 'Europe/London' },
  DE: { currency: 'EUR', timezone: 'Europe/Berlin' },
  FR: { currency: 'EUR', timezone: 'Europe/Paris' },
  SG: { currency: 'SGD', timezone: 'Asia/Singapore' },
  AE: { currency: 'AED', timezone: 'Asia/Dubai' },
  AU: { currency: 'AUD', timezone: 'Australia/Sydney' },
  JP: { currency: 'JPY', timezone: 'Asia/Tokyo' },
};

export function ProviderSignupForm({ action, host, countries, currencies, timezones }: Props) {
  const form = useFormAction(action);
  const { state } = form;
  const [slug, setSlug] = useState<string>();
  const [suggestedSlug, setSuggestedSlug] = useState('');
  const [country, setCountry] = useState('IN');
  const suggestion = SUGGESTIONS[country];
  if (state.status === 'ok' && state.result) return <NewSecrets {...state.result} />;
  const { defaultValue: _, ...slugField } = form.field('slug');
  const shownSlug = slug ?? suggestedSlug;
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <TextField
        {...form.field('name')}
        label="Business name"
        autoComplete="organization"
        required
        onChange={(event) => setSuggestedSlug(slugOf(event.target.value))}
      />
      <TextField
        {...slugField}
        label="Address of your pricing page"
        required
        value={shownSlug}
        onChange={(event) => setSlug(event.target.value)}
        hint={`${host}/p/${shownSlug || 'your-business'}`}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField {...form.field('email')} label="Your e-mail" type="email" autoComplete="username" required />
      <TextField
        {...form.field('password')}
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        hint="At least 10 characters."
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          {...form.field('country', 'IN')}
          label="Country"
          required
          options={countries}
          onChange={(event) => setCountry(event.target.value)}
        />
        <SelectField
          {...form.field('currency', suggestion?.currency ?? 'USD')}
          label="You sell in"
          required
          options={currencies}
        />
      </div>
      <SelectField
        {...form.field('timezone', suggestion?.timezone ?? 'UTC')}
        label="Time zone"
        required
        options={timezones}
        hint="Days and billing periods begin at midnight here."
      />
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        Create account
      </Button>
    </form>
  );
}

function NewSecrets({ slug, secretKey, sandboxSecretKey }: NewProvider) {
  return (
    <div className="grid grid-cols-1 gap-5" data-testid="new-secrets">
      <p>Your account is ready. Your servers talk to Tollgate with these two secret keys.</p>
      <SecretOnce label="Live secret key" secret={secretKey} />
      <SecretOnce label="Sandbox secret key" secret={sandboxSecretKey} />
      <ShownOnceNotice />
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/dashboard">
          Go to the dashboard
          <ArrowRight aria-hidden />
        </LinkButton>
        <LinkButton href={`/p/${slug}`} look="secondary">
          See your pricing page
        </LinkButton>
      </div>
    </div>
  );
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
