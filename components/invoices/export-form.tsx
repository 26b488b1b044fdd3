import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';

/** A month's invoices for the accountant; works without scripts. */
export function ExportForm({ month, isIndian }: { month: string; isIndian: boolean }) {
  return (
    <form action="/dashboard/invoices/export" className="flex flex-wrap items-end gap-3">
      <TextField name="month" label="Month" type="month" required defaultValue={month} />
      <SelectField
        name="what"
        label="For the accountant"
        required
        defaultValue="all"
        options={[
          { value: 'all', label: 'All final invoices' },
          ...(isIndian
            ? [
                { value: 'gstr1-b2b', label: 'GSTR-1 B2B' },
                { value: 'gstr1-b2c', label: 'GSTR-1 B2C' },
              ]
            : []),
        ]}
      />
      <Button type="submit" look="secondary">
        <Download aria-hidden />
        CSV
      </Button>
    </form>
  );
}
