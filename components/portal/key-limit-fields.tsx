import { TextArea, TextField } from '@/components/ui/field';
import type { useFormAction } from '@/components/ui/use-form-action';

/** A key's settings as its form shows them; blank is none. */
export interface KeySettings {
  name: string;
  scopes: string;
  expiresOn: string;
  ipAllowList: string;
  perMinute: string;
  quota: string;
  spendLimit: string;
}

type Form = Pick<ReturnType<typeof useFormAction>, 'field'>;

/** What a key may do, from where, how much and until when: behind one click, since most keys need none of it. */
export function KeyLimitFields({
  form,
  currency,
  settings,
}: {
  form: Form;
  currency: string;
  settings?: KeySettings;
}) {
  return (
    <>
      <input type="hidden" name="currency" value={currency} />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          {...form.field('expiresOn', settings?.expiresOn)}
          label="Last day"
          type="date"
          hint="It is refused afterwards."
        />
        <TextField
          {...form.field('perMinute', settings?.perMinute)}
          label="Calls a minute"
          inputMode="numeric"
          hint="Beside your plan’s own limit."
        />
        <TextField
          {...form.field('quota', settings?.quota)}
          label="Units a period"
          inputMode="numeric"
          hint="Its share of your quota."
        />
        <TextField
          {...form.field('spendLimit', settings?.spendLimit)}
          label={`Budget a period (${currency})`}
          inputMode="decimal"
          hint="What it may cost, before taxes."
        />
      </div>
      <TextField
        {...form.field('scopes', settings?.scopes)}
        label="Scopes"
        spellCheck={false}
        autoCapitalize="none"
        placeholder="forecast:read alerts:read"
        hint="What it may be used for, separated by spaces. Empty: nothing that asks for a scope."
      />
      <TextArea
        {...form.field('ipAllowList', settings?.ipAllowList)}
        label="Only from these addresses"
        rows={2}
        spellCheck={false}
        placeholder="203.0.113.0/24"
        hint="Ranges in CIDR notation, one a line. Empty: from anywhere."
      />
    </>
  );
}
