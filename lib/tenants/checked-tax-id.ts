import { invalidField } from '@/lib/core/errors';
import { parseGstin } from '@/lib/core/gst/gstin';

/**
 * A tax id as it is kept. In India it is a GSTIN, whose check digit tells a mistyped one (it would stand on every
 * invoice and cost the buyer its input credit); other countries' numbers are kept as they are given.
 */
export function checkedTaxId(taxId: string | null | undefined, country: string): string | null {
  if (!taxId) return null;
  if (country !== 'IN') return taxId;
  const gstin = parseGstin(taxId);
  if (!gstin) {
    const message =
      'Not a GSTIN: its form or its check digit is wrong. Outside India, give `address.country`.';
    throw invalidField('taxId', 'invalid_gstin', message);
  }
  return gstin.gstin;
}
