import { decimal } from '@/lib/core/decimal';
import type { Seller } from '../schemas';
import type { Paper, PaperImage, PaperTotal } from './paper';

const DEFAULT_COLOR = '#1f2937';
/** Countries that print on Letter and not on A4. */
const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH', 'CO', 'CL', 'VE']);

/** What every document of a seller has in common. */
export function letterhead(seller: Seller, logo: PaperImage | null) {
  const { color, footer, signatory } = seller.paper;
  return {
    author: seller.name,
    pageSize: LETTER_COUNTRIES.has(seller.country) ? 'LETTER' : 'A4',
    color: color && isDarkEnough(color) ? color : DEFAULT_COLOR,
    logo,
    signature: signatory ? { business: seller.name, name: signatory } : null,
    footer: footer ?? '',
  } as const satisfies Partial<Paper>;
}

/** Rule 46(q) and its proviso: an electronically issued document needs no signature, but should say so. */
export function signatureNote(seller: Seller): string[] {
  if (seller.paper.signatory) return [];
  const law = seller.country === 'IN' ? ' under the Information Technology Act, 2000' : '';
  return [`This is a computer-generated document, issued electronically${law}; it needs no signature.`];
}

/** One row a head: `CGST 9% on ₹1,000.00`. */
export function taxTotals(
  taxes: readonly { name: string; percent: string; base: number; amount: number }[],
  money: (amountMinor: number) => string,
): PaperTotal[] {
  return taxes.map(({ name, percent, base, amount }) => ({
    label: `${name} ${percent}% on ${money(base)}`,
    amount: money(amount),
  }));
}

/** The name under which a document is saved: `INV-2627-000001.pdf`. */
export function pdfName(number: string | null, id: string): string {
  return `${(number ?? `draft-${id}`).replaceAll('/', '-')}.pdf`;
}

/** True where text in the colour reads well on white: a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). */
function isDarkEnough(color: string): boolean {
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) =>
    Number.parseInt(color.slice(at, at + 2), 16),
  );
  const linear = (channel: number) => {
    const share = decimal(channel).div(255);
    return share.lte('0.04045') ? share.div('12.92') : share.plus('0.055').div('1.055').pow('2.4');
  };
  const luminance = linear(red)
    .times('0.2126')
    .plus(linear(green).times('0.7152'))
    .plus(linear(blue).times('0.0722'));
  return luminance.lte('0.1833');
}
