import type { SelectOption } from '@/components/ui/field';
import { CURRENCY_CODES, currencyOf } from '@/lib/core/currency';
import { COUNTRY_CODES } from '@/lib/tenants';

const regionNames = new Intl.DisplayNames('en', { type: 'region' });

/** Countries by English name, for a select. */
export function countryOptions(): SelectOption[] {
  return [...COUNTRY_CODES]
    .map((code) => ({ value: code, label: regionNames.of(code) ?? code }))
    .sort((left, right) => left.label.localeCompare(right.label, 'en'));
}

export function currencyOptions(): SelectOption[] {
  return CURRENCY_CODES.map((code) => ({ value: code, label: `${code} · ${currencyOf(code).name}` }));
}

/** Zones by name. `Intl` lists India's under its old name, which the product does not use. */
export function timezoneOptions(): SelectOption[] {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) =>
    zone === 'Asia/Calcutta' ? 'Asia/Kolkata' : zone,
  );
  return [...new Set(['UTC', ...zones])]
    .sort()
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
