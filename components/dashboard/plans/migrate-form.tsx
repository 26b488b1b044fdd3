'use client';

import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

/** Moves a plan's subscribers to one of its versions. */
export function MigrateForm({
  plan,
  versions,
  action,
}: {
  plan: string;
  versions: number[];
  action: FormAction<{ migrated: number }>;
}) {
  const form = useFormAction(action, ({ migrated }) => {
    toast.success(migrated === 1 ? 'One subscriber moves.' : `${migrated} subscribers move.`);
  });
  return (
    <form action={form.submit} className="grid gap-4 sm:grid-cols-[10rem_14rem_auto] sm:items-end">
      <input type="hidden" name="plan" value={plan} />
      <SelectField
        {...form.field('toVersion', String(versions[0]))}
        label="Move everybody to"
        required
        options={versions.map((version) => ({ value: String(version), label: `Version ${version}` }))}
      />
      <SelectField
        {...form.field('when', 'period_end')}
        label="When"
        required
        options={[
          { value: 'period_end', label: 'At the end of each period' },
          { value: 'now', label: 'At once' },
        ]}
      />
      <div>
        <Button type="submit" look="secondary" isPending={form.isPending}>
          Move subscribers
        </Button>
      </div>
      {form.message()}
    </form>
  );
}
