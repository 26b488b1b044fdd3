import type { ReactElement } from 'react';
import type { MailPropsOf, MailTemplate } from '../kinds';
import type { Brand } from './brand';

/** A mail as its template writes it: what the layout is put around. */
export interface Written {
  subject: string;
  /** The line that lists of mails show after the subject. */
  preview: string;
  body: ReactElement;
}

export type Template<T extends MailTemplate> = (props: MailPropsOf<T>, brand: Brand) => Written;

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** A day for people, in the sender's time zone. */
export function dayOf(instant: string, { timezone }: Brand): string {
  return new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone: timezone }).format(new Date(instant));
}

export function countOf(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}
