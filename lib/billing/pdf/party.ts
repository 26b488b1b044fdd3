import { parseGstin } from '@/lib/core/gst/gstin';
import { findState } from '@/lib/core/gst/states';
import type { Buyer, Seller } from '../schemas';
import type { PaperParty } from './paper';

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** What a country calls a business's tax number. */
const TAX_ID_LABELS: Readonly<Record<string, string>> = {
  IN: 'GSTIN',
  AU: 'ABN',
  NZ: 'GST No.',
  SG: 'GST Reg. No.',
  CA: 'GST/HST No.',
  US: 'Tax ID',
  JP: 'Registration No.',
};
const VAT_COUNTRIES =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO'.split(' ');

export function taxIdLabel(country: string): string {
  return TAX_ID_LABELS[country] ?? (VAT_COUNTRIES.includes(country) ? 'VAT No.' : 'Tax ID');
}

export function sellerParty(seller: Seller): PaperParty {
  const address = { state: seller.state, country: seller.country, ...seller.address };
  const { websiteUrl } = seller.paper;
  const contact = [seller.email, ...(websiteUrl ? [websiteUrl.replace(/^https?:\/\/|\/$/g, '')] : [])];
  return {
    label: 'From',
    name: seller.name,
    lines: [...addressLines(address, seller.taxId), ...taxIdLine(seller.country, seller.taxId), ...contact],
  };
}

/** CGST Rule 46(d) to (f): name, address, GSTIN where registered, and the State with its code. */
export function buyerParty(buyer: Buyer, sellerCountry: string): PaperParty {
  const country = buyer.address?.country ?? sellerCountry;
  const address = { country, ...buyer.address };
  return {
    label: 'Bill to',
    name: buyer.name,
    lines: [...addressLines(address, buyer.taxId), ...taxIdLine(country, buyer.taxId), buyer.email],
  };
}

type PrintedAddress = {
  [K in 'line1' | 'line2' | 'city' | 'state' | 'postalCode' | 'country']?: string | null | undefined;
};

function addressLines(address: PrintedAddress, taxId: string | null): string[] {
  const { line1, line2, city, state, postalCode, country } = address;
  const region = regionText(state, country, taxId);
  const lines =
    country === 'IN'
      ? [joined([city, postalCode], ' '), joined([region, countryName(country)], ', ')]
      : [joined([joined([postalCode, city], ' '), region], ', '), countryName(country)];
  return [line1, line2, ...lines].filter((line): line is string => Boolean(line));
}

/** In India the State's name with its GST code; elsewhere as the address has it. */
function regionText(
  state: string | null | undefined,
  country: string | null | undefined,
  taxId: string | null,
) {
  if (country !== 'IN') return state;
  const known = parseGstin(taxId ?? '')?.state ?? findState(state ?? '');
  return known ? `${known.name} (${known.code})` : state;
}

function countryName(code: string | null | undefined): string | undefined {
  return code ? COUNTRY_NAMES.of(code) : undefined;
}

function taxIdLine(country: string, taxId: string | null): string[] {
  return taxId ? [`${taxIdLabel(country)}: ${taxId}`] : [];
}

function joined(parts: (string | null | undefined)[], separator: string): string {
  return parts.filter(Boolean).join(separator);
}
