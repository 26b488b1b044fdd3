'use client';

import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';
import { FirstKey, type Seller } from './first-key';

interface Props {
  action: FormAction<{ secret: string }>;
  fields: Record<string, string>;
  planName: string;
  seller: Seller;
  /** True once it runs; the key is shown to whoever has just started it. */
  isStarted: boolean;
  /** True where a plan has ended before this one: then there is a key already. */
  wasOnPlan: boolean;
}

/** Starts a plan whose card is there, and shows its first key. */
export function StartPlanForm({ action, fields, planName, seller, isStarted, wasOnPlan }: Props) {
  const form = useFormAction(action);
  if (form.state.status === 'ok' && form.state.result) {
    return <FirstKey secret={form.state.result.secret} seller={seller} wantsCard={false} />;
  }
  if (isStarted) {
    return <LinkButton href={`/p/${seller.slug}/portal`}>Go to your account</LinkButton>;
  }
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {form.message()}
      <Button type="submit" size="large" isPending={form.isPending}>
        {wasOnPlan ? `Start ${planName}` : `Start ${planName} and get the key`}
      </Button>
    </form>
  );
}
