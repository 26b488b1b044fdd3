'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { brandStyle } from '@/components/pricing/brand-style';
import type { SoldPlan } from '@/components/pricing/plan-facts';
import { PlanGrid } from '@/components/pricing/plan-grid';
import { ProviderMark } from '@/components/pricing/provider-header';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { LogoField } from './logo-field';

interface Props {
  /** Null for those who may only look. */
  action: FormAction<void> | null;
  name: string;
  tagline: string;
  websiteUrl: string;
  /** Where the API is called. */
  apiUrl: string;
  /** `#2563eb`; empty for the product's own. */
  color: string;
  logoUrl: string | undefined;
  plans: SoldPlan[];
  slug: string;
}

const OWN_COLOR = '#0b6e5b';
const COLOR = /^#[0-9a-fA-F]{6}$/;

/** What the public pages look like, seen as it is typed. */
export function BrandingForm(props: Props) {
  const [tagline, setTagline] = useState(props.tagline);
  const [color, setColor] = useState(props.color);
  const [logo, setLogo] = useState('');
  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[22rem_minmax(0,1fr)]">
      {props.action && (
        <Fields
          {...props}
          action={props.action}
          draft={{ tagline, color, logo }}
          onChange={{ tagline: setTagline, color: setColor, logo: setLogo }}
        />
      )}
      <section aria-label="Preview of the pricing page" className="min-w-0 overflow-hidden rounded-lg border">
        <div
          className="bg-background px-5 pt-4 pb-8"
          style={brandStyle(COLOR.test(color) ? color : undefined)}
          data-testid="brand-preview"
          // A picture of the page: its links lead nowhere from here.
          inert
        >
          <div className="flex items-center gap-2.5 font-semibold tracking-tight">
            <ProviderMark name={props.name} logoUrl={logo || props.logoUrl} />
            {props.name}
          </div>
          <div className="mt-8 text-center">
            <p className="text-[1.8rem] leading-tight font-semibold">{props.name} API pricing</p>
            <p className="mt-2 text-muted">
              {tagline.trim() || 'Pick a plan, get a key, make your first call in a minute.'}
            </p>
          </div>
          {props.plans.length === 0 ? (
            <p className="mt-8 text-center text-muted">Your public plans stand here.</p>
          ) : (
            <PlanGrid plans={props.plans} signupPath={`/p/${props.slug}/signup`} />
          )}
        </div>
      </section>
    </div>
  );
}

interface FieldsProps extends Props {
  action: FormAction<void>;
  draft: { tagline: string; color: string; logo: string };
  onChange: Record<'tagline' | 'color' | 'logo', (value: string) => void>;
}

function Fields({ action, websiteUrl, apiUrl, draft, onChange }: FieldsProps) {
  const form = useFormAction(action, () => toast.success('Saved. Your pages show it.'));
  const { error: taglineError } = form.field('tagline');
  const { error: colorError } = form.field('color');
  const { error: logoError } = form.field('logo');
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <TextField
        name="tagline"
        label="One line about your API"
        maxLength={200}
        value={draft.tagline}
        error={taglineError}
        onChange={(event) => onChange.tagline(event.target.value)}
      />
      <div className="grid grid-cols-[1fr_auto] items-end gap-2">
        <TextField
          name="color"
          label="Colour"
          placeholder={OWN_COLOR}
          value={draft.color}
          error={colorError}
          spellCheck={false}
          hint="Kept dark or light enough to be read on."
          onChange={(event) => onChange.color(event.target.value)}
        />
        <input
          type="color"
          aria-label="Choose a colour"
          value={COLOR.test(draft.color) ? draft.color : OWN_COLOR}
          onChange={(event) => onChange.color(event.target.value)}
          className="mb-6 h-10 w-12 rounded-md border"
        />
      </div>
      <TextField
        {...form.field('websiteUrl', websiteUrl)}
        label="Your website"
        type="url"
        placeholder="https://weathernow.example"
      />
      <TextField
        {...form.field('apiUrl', apiUrl)}
        label="An address of your API"
        type="url"
        placeholder="https://api.weathernow.example/v1/forecast"
        hint="The first call that a new customer copies goes there."
      />
      <LogoField logo={draft.logo} error={logoError} onChange={onChange.logo} />
      {form.message()}
      <div>
        <Button type="submit" isPending={form.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
