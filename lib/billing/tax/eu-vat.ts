/** Member states of the EU, by ISO 3166-1 alpha-2. */
const MEMBERS = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Directive 2006/112/EC art. 226(11a): the words that such an invoice must bear. */
export const REVERSE_CHARGE_NOTE =
  'Reverse charge: VAT is to be accounted for by the recipient (Article 196, Council Directive 2006/112/EC).';

/** A VAT number's letters are the country's code, but for Greece. */
const prefixOf = (country: string) => (country === 'GR' ? 'EL' : country);

/** True for the form of a member state's VAT number: its letters, then 8 to 12 letters and digits. */
export function isVatNumberOf(country: string, taxId: string): boolean {
  const bare = taxId.toUpperCase().replace(/[\s.-]/g, '');
  return (
    MEMBERS.has(country) && bare.startsWith(prefixOf(country)) && /^[A-Z0-9+*]{8,12}$/.test(bare.slice(2))
  );
}

/**
 * Whether the buyer owes the VAT: a business in another member state than the seller (Directive 2006/112/EC
 * arts. 44 and 196). That it is one shows by a VAT number of its own country's form; whether the number is alive
 * is the provider's to check, as the form alone cannot say.
 */
export function isReverseCharged(
  seller: { country: string },
  buyer: { country: string | null; taxId?: string | null },
): boolean {
  const { country, taxId } = buyer;
  return (
    country !== null &&
    country !== seller.country &&
    MEMBERS.has(seller.country) &&
    isVatNumberOf(country, taxId ?? '')
  );
}
