'use client';

import { useId, useState } from 'react';
import { formatCount } from '@/lib/core/format';
import type { Estimate } from './estimate';
import type { SoldPlan } from './plan-facts';

/** The slider runs over powers of ten: a hundred calls to a hundred million. */
const LOWEST_EXPONENT = 2;
const HIGHEST_EXPONENT = 8;
const STEPS_PER_POWER = 20;
const MOST_CALLS = 1_000_000_000_000;

function callsAt(step: number): number {
  const exact = 10 ** (LOWEST_EXPONENT + step / STEPS_PER_POWER);
  const unit = 10 ** (Math.floor(Math.log10(exact) + 1e-9) - 1);
  return Math.round(exact / unit) * unit;
}

function stepAt(calls: number): number {
  const exponent = Math.log10(Math.max(calls, 10 ** LOWEST_EXPONENT));
  return Math.round((Math.min(exponent, HIGHEST_EXPONENT) - LOWEST_EXPONENT) * STEPS_PER_POWER);
}

interface Props {
  plans: SoldPlan[];
  currency: string;
  initialCalls: number;
  /** Computed on the server by the same code, which comes to the browser only when somebody plays. */
  initialEstimates: Estimate[];
}

export function Calculator({ plans, currency, initialCalls, initialEstimates }: Props) {
  const id = useId();
  const [calls, setCalls] = useState(initialCalls);
  const [estimates, setEstimates] = useState(initialEstimates);
  const change = async (wanted: number) => {
    const count = Math.min(Math.max(0, Math.floor(wanted) || 0), MOST_CALLS);
    setCalls(count);
    const { estimatePlans } = await import('./estimate');
    setEstimates(estimatePlans(plans, String(count)));
  };
  return (
    <section aria-labelledby={`${id}-title`} className="rounded-xl border bg-surface p-5 sm:p-6">
      <h2 id={`${id}-title`} className="font-semibold">
        What will it cost?
      </h2>
      <div className="mt-4 grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <div className="grid gap-2">
          <label htmlFor={`${id}-slider`} className="text-[0.933rem] text-muted">
            {formatCount(calls, currency)} calls a month
          </label>
          <input
            id={`${id}-slider`}
            type="range"
            min={0}
            max={(HIGHEST_EXPONENT - LOWEST_EXPONENT) * STEPS_PER_POWER}
            value={stepAt(calls)}
            aria-valuetext={`${formatCount(calls, currency)} calls`}
            onChange={(event) => change(callsAt(Number(event.target.value)))}
            className="h-6 w-full accent-accent"
          />
        </div>
        <div className="grid gap-1.5">
          <label htmlFor={`${id}-number`} className="text-[0.933rem] text-muted">
            Calls a month
          </label>
          <input
            id={`${id}-number`}
            type="number"
            inputMode="numeric"
            min={0}
            max={MOST_CALLS}
            value={calls}
            onChange={(event) => change(Number(event.target.value))}
            className="h-10 w-full rounded-md border border-control/70 bg-background px-3 text-right tabular-nums hover:border-control"
          />
        </div>
      </div>
      <Results plans={plans} estimates={estimates} />
    </section>
  );
}

function Results({ plans, estimates }: { plans: SoldPlan[]; estimates: Estimate[] }) {
  return (
    <ul aria-live="polite" className="mt-5 divide-y border-t">
      {plans.map((plan) => (
        <Result
          key={plan.slug}
          name={plan.name}
          estimate={estimates.find(({ slug }) => slug === plan.slug)}
        />
      ))}
    </ul>
  );
}

function Result({ name, estimate }: { name: string; estimate: Estimate | undefined }) {
  const title = (
    <span className="flex items-center gap-2 font-medium">
      {name}
      {estimate?.isCheapest && (
        <span className="rounded-full bg-success-soft px-2 py-0.5 text-[0.8rem] leading-5 text-success">
          Cheapest
        </span>
      )}
    </span>
  );
  if (!estimate?.amount) {
    return (
      <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
        {title}
        <span className="text-[0.933rem] text-muted">Its quota is smaller</span>
      </li>
    );
  }
  return (
    <li>
      <details className="group/steps">
        <summary className="flex cursor-pointer list-none items-center justify-between gap-x-4 rounded-md py-2.5 hover:text-accent [&::-webkit-details-marker]:hidden">
          {title}
          <span className="flex items-center gap-2 font-semibold tabular-nums">
            {estimate.amount}
            <span aria-hidden className="text-faint transition-transform group-open/steps:rotate-90">
              ›
            </span>
          </span>
        </summary>
        <dl className="mb-3 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-[0.867rem] text-muted tabular-nums">
          {estimate.steps.map(({ what, amount }) => (
            <div key={what} className="col-span-2 grid grid-cols-subgrid">
              <dt>{what}</dt>
              <dd className="text-right">{amount}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
