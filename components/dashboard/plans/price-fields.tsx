'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import type { DraftPrice, DraftTier } from './draft-price';

const MODELS = [
  { value: 'standard', label: 'Per unit' },
  { value: 'graduated', label: 'Graduated: each unit at its own tier’s price' },
  { value: 'volume', label: 'Volume: one tier prices all' },
  { value: 'package', label: 'Package: by started package' },
  { value: 'percentage', label: 'Percentage of the quantity' },
];

interface Props {
  index: number;
  price: DraftPrice;
  meters: string[];
  currency: string;
  onChange(price: DraftPrice): void;
  onRemove(): void;
}

/** The fields of one meter's price, whatever its model. */
export function PriceFields({ index, price, meters, currency, onChange, onRemove }: Props) {
  const field = (
    key: Exclude<keyof DraftPrice, 'tiers' | 'meter' | 'model' | 'convert'>,
    label: string,
    hint?: string,
  ) => (
    <TextField
      name={`${index}-${key}`}
      label={label}
      hint={hint}
      inputMode="decimal"
      value={price[key]}
      onChange={(event) => onChange({ ...price, [key]: event.target.value })}
    />
  );
  return (
    <fieldset className="grid grid-cols-1 gap-4 rounded-lg border p-4 sm:grid-cols-2">
      <legend className="px-1 font-medium">Price of {price.meter}</legend>
      <SelectField
        name={`${index}-meter`}
        label="Meter"
        required
        value={price.meter}
        options={meters.map((meter) => ({ value: meter, label: meter }))}
        onChange={(event) => onChange({ ...price, meter: event.target.value })}
      />
      <SelectField
        name={`${index}-model`}
        label="Model"
        required
        value={price.model}
        options={MODELS}
        onChange={(event) => onChange({ ...price, model: event.target.value as DraftPrice['model'] })}
      />
      {field('included', 'Included units', 'Free, before any other rule.')}
      {price.model === 'standard' && field('unitPrice', `Each further unit (${currency})`)}
      {price.model === 'package' && field('packageSize', 'Units in a package')}
      {price.model === 'package' && field('packagePrice', `A package (${currency})`)}
      {price.model === 'percentage' && field('ratePercent', 'Percent of the quantity')}
      {price.model === 'percentage' && field('fixedFee', `Per event (${currency})`)}
      {(price.model === 'graduated' || price.model === 'volume') && (
        <Tiers
          index={index}
          tiers={price.tiers}
          currency={currency}
          onChange={(tiers) => onChange({ ...price, tiers })}
        />
      )}
      {field('minimumSpend', `At least (${currency})`)}
      {field('maximumSpend', `At most (${currency})`)}
      <div className="sm:col-span-2">
        <Button look="quiet" size="small" onClick={onRemove}>
          <Trash2 aria-hidden />
          Remove this price
        </Button>
      </div>
    </fieldset>
  );
}

function Tiers({
  index,
  tiers,
  currency,
  onChange,
}: {
  index: number;
  tiers: DraftTier[];
  currency: string;
  onChange(tiers: DraftTier[]): void;
}) {
  const set = (place: number, tier: Partial<DraftTier>) =>
    onChange(tiers.map((one, at) => (at === place ? { ...one, ...tier } : one)));
  return (
    <div className="grid gap-3 sm:col-span-2">
      {tiers.map((tier, place) => {
        const isLast = place === tiers.length - 1;
        const name = `${index}-tier-${place}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place.
          <div key={place} className="grid grid-cols-3 items-start gap-3">
            <TextField
              name={`${name}-upto`}
              label={`Tier ${place + 1} up to`}
              inputMode="decimal"
              placeholder="No end"
              disabled={isLast}
              required
              value={isLast ? '' : tier.upTo}
              onChange={(event) => set(place, { upTo: event.target.value })}
            />
            <TextField
              name={`${name}-unit`}
              label={`A unit (${currency})`}
              inputMode="decimal"
              required
              value={tier.unitPrice}
              onChange={(event) => set(place, { unitPrice: event.target.value })}
            />
            <TextField
              name={`${name}-flat`}
              label={`Flat (${currency})`}
              inputMode="decimal"
              required
              value={tier.flatFee}
              onChange={(event) => set(place, { flatFee: event.target.value })}
            />
          </div>
        );
      })}
      <div className="flex gap-2">
        <Button
          look="secondary"
          size="small"
          onClick={() => onChange([...tiers, { upTo: '', unitPrice: '0', flatFee: '' }])}
        >
          <Plus aria-hidden />
          Tier
        </Button>
        {tiers.length > 1 && (
          <Button look="quiet" size="small" onClick={() => onChange(tiers.slice(0, -1))}>
            Remove last tier
          </Button>
        )}
      </div>
    </div>
  );
}
