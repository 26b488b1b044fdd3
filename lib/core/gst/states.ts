/** A state or union territory as GST numbers them. */
export interface GstState {
  /** Two digits, as in the first place of a GSTIN and in the place of supply. */
  code: string;
  name: string;
  /** ISO 3166-2:IN subdivision without the `IN-`; null for what is no territory of its own. */
  isoCode: string | null;
  /**
   * True where UTGST takes the place of SGST: union territories without a legislature (UTGST Act 2017, s. 2(8)).
   * Delhi, Puducherry, and Jammu and Kashmir have one and levy SGST.
   */
  isUnionTerritory: boolean;
}

const state = (code: string, isoCode: string, name: string): GstState => ({
  code,
  name,
  isoCode,
  isUnionTerritory: false,
});
const territory = (code: string, isoCode: string | null, name: string): GstState => ({
  code,
  name,
  isoCode,
  isUnionTerritory: true,
});

/** The GST state codes (CBIC; GST portal's state code list). */
export const GST_STATES: readonly GstState[] = [
  state('01', 'JK', 'Jammu and Kashmir'),
  state('02', 'HP', 'Himachal Pradesh'),
  state('03', 'PB', 'Punjab'),
  territory('04', 'CH', 'Chandigarh'),
  state('05', 'UK', 'Uttarakhand'),
  state('06', 'HR', 'Haryana'),
  state('07', 'DL', 'Delhi'),
  state('08', 'RJ', 'Rajasthan'),
  state('09', 'UP', 'Uttar Pradesh'),
  state('10', 'BR', 'Bihar'),
  state('11', 'SK', 'Sikkim'),
  state('12', 'AR', 'Arunachal Pradesh'),
  state('13', 'NL', 'Nagaland'),
  state('14', 'MN', 'Manipur'),
  state('15', 'MZ', 'Mizoram'),
  state('16', 'TR', 'Tripura'),
  state('17', 'ML', 'Meghalaya'),
  state('18', 'AS', 'Assam'),
  state('19', 'WB', 'West Bengal'),
  state('20', 'JH', 'Jharkhand'),
  state('21', 'OD', 'Odisha'),
  state('22', 'CG', 'Chhattisgarh'),
  state('23', 'MP', 'Madhya Pradesh'),
  state('24', 'GJ', 'Gujarat'),
  territory('26', 'DH', 'Dadra and Nagar Haveli and Daman and Diu'),
  state('27', 'MH', 'Maharashtra'),
  state('29', 'KA', 'Karnataka'),
  state('30', 'GA', 'Goa'),
  territory('31', 'LD', 'Lakshadweep'),
  state('32', 'KL', 'Kerala'),
  state('33', 'TN', 'Tamil Nadu'),
  state('34', 'PY', 'Puducherry'),
  territory('35', 'AN', 'Andaman and Nicobar Islands'),
  state('36', 'TS', 'Telangana'),
  state('37', 'AP', 'Andhra Pradesh'),
  territory('38', 'LA', 'Ladakh'),
  territory('97', null, 'Other Territory'),
];

/** The place of supply of an export. */
export const FOREIGN_STATE_CODE = '96';

/** Codes of before a merger (Daman and Diu, 2020) and a division (Andhra Pradesh, 2014), still met in GSTINs. */
const SUCCESSORS: Readonly<Record<string, string>> = { '25': '26', '28': '37' };

/** Other spellings that people and address forms use. ISO itself renamed UK/UT, OD/OR, CG/CT and TS/TG. */
const ALIASES: Readonly<Record<string, string>> = {
  ut: '05',
  or: '21',
  orissa: '21',
  ct: '22',
  tg: '36',
  pondicherry: '34',
  newdelhi: '07',
  nctofdelhi: '07',
  uttaranchal: '05',
  dn: '26',
  dd: '26',
  damananddiu: '26',
  dadraandnagarhaveli: '26',
  andamanandnicobar: '35',
};

const BY_CODE = new Map(GST_STATES.map((entry) => [entry.code, entry]));

/** The state of a two-digit GST code; old codes lead to their successor. Null when there is none. */
export function stateByCode(code: string): GstState | null {
  return BY_CODE.get(SUCCESSORS[code] ?? code) ?? null;
}

/**
 * The state that an address means: a GST code (`29`), an ISO code (`KA`, `IN-KA`) or a name, in any case and with
 * any punctuation. Null when nothing fits: an address is free text.
 */
export function findState(text: string): GstState | null {
  const code = text.trim();
  if (/^\d{1,2}$/.test(code)) return stateByCode(code.padStart(2, '0'));
  const wanted = normalise(text.trim().replace(/^IN-/i, ''));
  if (wanted === '') return null;
  const alias = ALIASES[wanted];
  if (alias) return stateByCode(alias);
  return (
    GST_STATES.find(({ name, isoCode }) => normalise(name) === wanted || isoCode?.toLowerCase() === wanted) ??
    null
  );
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z]/g, '');
}
