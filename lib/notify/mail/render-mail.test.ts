import { describe, expect, it } from 'vitest';
import { SAMPLE_MAILS } from '@/lib/testing/sample-mails';
import { categoryOf, isPrivate, MAIL_PROPS, type MailTemplate } from './kinds';
import { renderMail } from './render-mail';
import { inkOn } from './templates/brand';

const BRAND = {
  name: 'WeatherNow',
  logoUrl: null,
  color: '#0f766e',
  websiteUrl: 'https://weathernow.example',
  timezone: 'Asia/Kolkata',
};
const TEMPLATES = Object.keys(MAIL_PROPS) as MailTemplate[];
const render = (template: MailTemplate, changes: object = {}, unsubscribeUrl: string | null = null) =>
  renderMail(template, { ...SAMPLE_MAILS[template], ...changes }, { brand: BRAND, unsubscribeUrl });

describe.each(TEMPLATES)('%s', (template) => {
  it('says who writes, what about and what to do, as HTML and as text', async () => {
    const { subject, html, text } = await render(template);
    const { url } = SAMPLE_MAILS[template];
    expect(subject.length).toBeGreaterThan(10);
    expect(subject.length).toBeLessThan(90);
    for (const written of [subject, html, text]) expect(written).not.toMatch(/undefined|NaN|\[object/);
    expect(html).toContain('WeatherNow');
    expect(html).toContain(`href="${url}"`);
    expect(text).toContain(url);
    expect(html).not.toContain('Unsubscribe');
  });

  it('cannot be broken out of by a name that somebody chose', async () => {
    const evil = '<img src=x onerror=alert(1)>\r\nBcc: all@example.com';
    const props = Object.fromEntries(
      Object.entries(SAMPLE_MAILS[template]).map(([name, value]) => [
        name,
        typeof value === 'string' && !/url|currency|At$|from|to/.test(name) ? evil : value,
      ]),
    );
    const { subject, html } = await render(template, props);
    expect(html).not.toContain('<img src=x');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

it('only mails that one may do without can be stopped, and say how', async () => {
  const optional = TEMPLATES.filter((template) => categoryOf(template) !== null);
  expect(optional.sort()).toEqual(
    ['budget-reached', 'digest', 'key-expiring', 'trial-ending', 'usage-threshold', 'welcome'].sort(),
  );
  const { html, text } = await render('digest', {}, 'https://tollgate.example/unsubscribe?token=t');
  expect(html).toContain('https://tollgate.example/unsubscribe?token=t');
  expect(text).toContain('https://tollgate.example/unsubscribe?token=t');
});

it('mails with a link that lets their reader in are private', () => {
  expect(TEMPLATES.filter(isPrivate)).toEqual(['verification', 'password-reset', 'invitation']);
});

it('days are those of the provider’s time zone, amounts those of the currency', async () => {
  const { text } = await render('budget-reached');
  expect(text).toContain('1 December 2026');
  expect(text).toContain('₹499.90');
  expect((await render('invoice')).subject).toContain('₹5,888.20');
});

it.each([
  ['#ffffff', '#111827'],
  ['#facc15', '#111827'],
  ['#000000', '#ffffff'],
  ['#2563eb', '#ffffff'],
])('the words on a button of %s are %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink);
});
