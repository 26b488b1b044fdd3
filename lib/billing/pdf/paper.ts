/** What stands on a sheet of paper, in words: made by pure functions, drawn by document.tsx. */

export interface PaperParty {
  label: string;
  name: string;
  /** Address, e-mail, tax id: one line each. */
  lines: string[];
}

export interface PaperFact {
  label: string;
  value: string;
}

export interface PaperPart {
  description: string;
  quantity: string;
  unitPrice: string;
  amount: string;
}

export interface PaperLine {
  description: string;
  taxCode: string;
  quantity: string;
  unitPrice: string;
  amount: string;
  /** What the amount is the sum of: tiers, included units. */
  parts: PaperPart[];
}

export interface PaperTotal {
  label: string;
  amount: string;
  isStrong?: boolean;
}

/** The use of one line by day, on the pages after the invoice. */
export interface PaperAnnex {
  title: string;
  unit: string;
  days: { day: string; calls: string; quantity: string }[];
  total: { calls: string; quantity: string };
}

export interface PaperImage {
  data: Buffer;
  format: 'png' | 'jpg';
}

export interface Paper {
  title: string;
  /** Metadata only: what a viewer's window shows. */
  fileTitle: string;
  author: string;
  /** The instant that the document says it was made at, so that the same document has the same bytes. */
  madeAt: Date;
  pageSize: 'A4' | 'LETTER';
  /** Across the whole page: DRAFT, VOID. */
  watermark: string | null;
  /** Beside the title: PAID. */
  stamp: string | null;
  color: string;
  logo: PaperImage | null;
  parties: PaperParty[];
  facts: PaperFact[];
  /** Heading of the code's column: HSN/SAC in India; null where no line has one. */
  taxCodeLabel: string | null;
  lines: PaperLine[];
  totals: PaperTotal[];
  words: string;
  notes: string[];
  payment: { title: string; text: string } | null;
  signature: { business: string; name: string } | null;
  footer: string;
  annexes: PaperAnnex[];
  /** Below the annexes, where they had to end. */
  annexRest: string | null;
}
