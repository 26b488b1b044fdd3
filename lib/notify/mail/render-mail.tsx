import { render, toPlainText } from '@react-email/render';
import { MAIL_PROPS, type MailTemplate } from './kinds';
import { TEMPLATES } from './templates';
import type { Brand } from './templates/brand';
import { Layout } from './templates/layout';
import type { Written } from './templates/written';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Writes a mail out: as HTML, and as text for those who read that. */
export async function renderMail(
  template: MailTemplate,
  props: unknown,
  { brand, unsubscribeUrl }: { brand: Brand; unsubscribeUrl: string | null },
): Promise<RenderedMail> {
  const write = TEMPLATES[template] as (props: unknown, brand: Brand) => Written;
  const { subject, preview, body } = write(MAIL_PROPS[template].parse(props), brand);
  const html = await render(
    <Layout brand={brand} preview={preview} unsubscribeUrl={unsubscribeUrl}>
      {body}
    </Layout>,
  );
  // A name that somebody gave themselves must not break a header.
  return { subject: subject.replace(/\s+/g, ' '), html, text: toPlainText(html) };
}
