'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import type { Price } from '@/lib/pricing/calculator';
import { type DraftPrice, draftOf, emptyPrice, priceOf } from './draft-price';
import { PriceFields } from './price-fields';
import { PricePreview } from './price-preview';
import { RehearsalResult, type RehearsedPlan } from './rehearsal-result';

interface Props {
  plan: {
    slug: string;
    currency: string;
    interval: string;
    basePrice: string;
    prices: Price[];
    version: number;
    chargeableStatus: string;
  };
  quotas: { meter: string; limit: number; hard: boolean }[];
  meters: string[];
  createAction: FormAction<void>;
  rehearseAction: FormAction<RehearsedPlan>;
}

const FAIRNESS = [
  { value: 'below_500', label: 'All but our own errors (below 500)' },
  { value: 'below_400', label: 'Successful ones alone (below 400)' },
  { value: 'all', label: 'All of them' },
];

/** A draft of a plan's next version: typed, seen as a curve, tried on real usage, and made a version. */
export function PlanDraft({ plan, quotas, meters, createAction, rehearseAction }: Props) {
  const { currency } = plan;
  const [basePrice, setBasePrice] = useState(plan.basePrice);
  const [prices, setPrices] = useState<DraftPrice[]>(() => plan.prices.map(draftOf));
  const [quota, setQuota] = useState(() =>
    String(quotas.find(({ meter }) => meter === 'calls')?.limit ?? ''),
  );
  const [fairness, setFairness] = useState(plan.chargeableStatus);
  const [months, setMonths] = useState('3');
  const create = useFormAction(createAction);
  const rehearsal = useFormAction(rehearseAction);
  const others = quotas.filter(({ meter }) => meter !== 'calls');
  const calls = quotas.find(({ meter }) => meter === 'calls');
  const draft = () => ({
    basePrice,
    prices: prices.map(priceOf),
    quotas: quota.trim()
      ? [...others, { meter: 'calls', limit: Number(quota), hard: calls?.hard ?? true }]
      : others,
  });
  const send = (terms: object) => ({ plan: plan.slug, draft: JSON.stringify(terms) });
  const free = meters.filter((meter) => !prices.some((price) => price.meter === meter));
  const failed = create.state.status === 'error' ? create.state : rehearsal.state;
  const failures = Object.entries(failed.status === 'error' ? (failed.fieldErrors ?? {}) : {});
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="grid max-w-2xl grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          name="basePrice"
          label={`Base price a ${plan.interval} (${currency})`}
          inputMode="decimal"
          required
          value={basePrice}
          onChange={(event) => setBasePrice(event.target.value)}
        />
        <TextField
          name="quota"
          label="Calls a month at most"
          inputMode="numeric"
          hint="Empty: no end."
          value={quota}
          onChange={(event) => setQuota(event.target.value)}
        />
        <SelectField
          name="chargeableStatus"
          label="Which calls are billed"
          required
          value={fairness}
          options={FAIRNESS}
          onChange={(event) => setFairness(event.target.value)}
        />
      </div>
      {prices.map((price, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a price is its place until it is saved.
        <div key={index} className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <PriceFields
            index={index}
            price={price}
            currency={currency}
            meters={[price.meter, ...free]}
            onChange={(changed) => setPrices(prices.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => setPrices(prices.filter((_, at) => at !== index))}
          />
          <PricePreview draft={price} currency={currency} />
        </div>
      ))}
      {free.length > 0 && (
        <div>
          <Button
            look="secondary"
            size="small"
            onClick={() => setPrices([...prices, emptyPrice(free[0] as string)])}
          >
            <Plus aria-hidden />
            Price of another meter
          </Button>
        </div>
      )}
      {failed.status === 'error' && (
        <Notice tone="danger">
          {failed.message}
          {failures.map(([path, message]) => (
            <div key={path}>
              <code className="font-mono text-[0.867rem]">{path}</code> {message}
            </div>
          ))}
        </Notice>
      )}
      <div className="flex flex-wrap items-end gap-3 border-t pt-5">
        <div className="w-44">
          <SelectField
            name="months"
            label="Try it on the last"
            required
            value={months}
            options={['1', '3', '6', '12'].map((value) => ({
              value,
              label: value === '1' ? '1 closed month' : `${value} closed months`,
            }))}
            onChange={(event) => setMonths(event.target.value)}
          />
        </div>
        <Button
          look="secondary"
          isPending={rehearsal.isPending}
          onClick={() => rehearsal.run({ ...send(draft()), months })}
        >
          Rehearse
        </Button>
        <Button
          isPending={create.isPending}
          onClick={() => create.run(send({ ...draft(), chargeableStatus: fairness }))}
        >
          Make it version {plan.version + 1}
        </Button>
      </div>
      {rehearsal.state.status === 'ok' && rehearsal.state.result && (
        <RehearsalResult result={rehearsal.state.result} />
      )}
    </div>
  );
}
