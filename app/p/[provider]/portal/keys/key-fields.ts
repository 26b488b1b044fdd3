import { z } from 'zod';
import type { KeySettings } from '@/components/portal/key-limit-fields';
import { parseDecimal } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { fromMinor, toMinor, toSafeNumber } from '@/lib/core/money';
import { dayBounds, localDayOf } from '@/lib/core/period';
import { type CreateKeyInput, type Key, keyInput } from '@/lib/keys';

/** A key's settings as people type them: lists on lines, a day, major units. Blank fields are absent. */
export const keyFields = z.object({
  name: z.string().optional(),
  scopes: z.string().max(5000).optional(),
  /** The last local day on which the key works. */
  expiresOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Must be a day such as 2027-03-31.')
    .optional(),
  ipAllowList: z.string().max(5000).optional(),
  perMinute: z.string().optional(),
  quota: z.string().optional(),
  spendLimit: z
    .string()
    .trim()
    .regex(/^\d{1,12}(\.\d{1,3})?$/, 'Must be an amount such as 500 or 499.50.')
    .optional(),
  currency: z.string().length(3),
});

type KeyFields = z.output<typeof keyFields>;

const SETTING_OF: Record<keyof KeySettings, keyof CreateKeyInput> = {
  name: 'name',
  scopes: 'scopes',
  ipAllowList: 'ipAllowList',
  expiresOn: 'expiresAt',
  perMinute: 'rateLimit',
  quota: 'quota',
  spendLimit: 'spendLimit',
};

/** Which field of the form a rule of the key's schema is about. */
const FIELD_OF: Record<string, string> = { rateLimit: 'perMinute', expiresAt: 'expiresOn' };

/**
 * The settings as the verb takes them. What is blank is null or empty: none.
 * @throws AppError `validation_failed` naming the form's field
 */
export function keySettings(fields: KeyFields, timezone: string): CreateKeyInput {
  const parsed = keyInput.safeParse({
    name: fields.name ?? '',
    scopes: listOf(fields.scopes),
    ipAllowList: listOf(fields.ipAllowList),
    expiresAt: fields.expiresOn === undefined ? null : endOf(fields.expiresOn, timezone),
    rateLimit:
      fields.perMinute === undefined
        ? null
        : { limit: whole(fields.perMinute, 'perMinute'), windowSeconds: 60 },
    quota: fields.quota === undefined ? null : { limit: whole(fields.quota, 'quota') },
    spendLimit: fields.spendLimit === undefined ? null : minorOf(fields.spendLimit, fields.currency),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? 'name');
  throw invalidField(FIELD_OF[name] ?? name, 'invalid', issue?.message ?? 'Is not valid.');
}

type ShownSettings = Pick<
  Key,
  'name' | 'scopes' | 'ipAllowList' | 'expiresAt' | 'rateLimit' | 'quota' | 'spendLimit'
>;

/** A key's settings as the form shows them; what it cannot show is blank. */
export function typedSettings(key: ShownSettings, currency: string, timezone: string): KeySettings {
  const { name, scopes, ipAllowList, expiresAt, rateLimit, quota, spendLimit } = key;
  // The instant after its last day belongs to the next one.
  const lastInstant = expiresAt && new Date(new Date(expiresAt).getTime() - 1);
  return {
    ...{ name, scopes: scopes.join(' '), ipAllowList: ipAllowList.join('\n') },
    expiresOn: lastInstant ? localDayOf(lastInstant, timezone) : '',
    perMinute: rateLimit?.windowSeconds === 60 ? String(rateLimit.limit) : '',
    quota: quota ? String(quota.limit) : '',
    spendLimit: spendLimit === null ? '' : fromMinor(spendLimit, currency),
  };
}

/** What somebody changed in the form of a key: a limit that it cannot show, such as one by the hour, stays. */
export function changedSettings(key: Key, fields: KeyFields, timezone: string): CreateKeyInput {
  const shown = typedSettings(key, fields.currency, timezone);
  const settings = keySettings(fields, timezone);
  const names = Object.keys(shown) as (keyof KeySettings)[];
  const same = names.filter((name) => (fields[name] ?? '').replaceAll('\r\n', '\n').trim() === shown[name]);
  const kept = new Set<string>(same.map((name) => SETTING_OF[name]));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !kept.has(name)));
}

const listOf = (text = '') => text.split(/[\s,;]+/).filter((item) => item !== '');

/** The first instant after a local day. */
function endOf(day: string, timezone: string): string {
  try {
    return dayBounds(day, timezone).end.toISOString();
  } catch {
    throw invalidField('expiresOn', 'invalid', 'There is no such day.');
  }
}

function whole(text: string, path: string): number {
  if (!/^\d{1,12}$/.test(text.trim())) throw invalidField(path, 'invalid', 'Must be a whole number.');
  return Number(text);
}

function minorOf(amount: string, currency: string): number {
  return toSafeNumber(toMinor(parseDecimal(amount, 'spendLimit'), currency), 'spendLimit');
}
