import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { shownSecret, signUpProvider, unique, verify } from './provider';
import { test } from './test';

/*
 * Money from signup to the bank and back, in a sandbox: its clock makes the month end. The cards are the local
 * Stripe's, entered on its hosted page as a customer would.
 */

const STARTER = {
  slug: 'starter',
  name: 'Starter',
  currency: 'INR',
  interval: 'month',
  basePrice: '499',
  requiresCard: true,
  prices: [{ meter: 'calls', model: 'standard', included: '1', unitPrice: '10' }],
};
const DAY_MS = 24 * 60 * 60 * 1000;
const WORKS = '4242 4242 4242 4242';
const FAILS_LATER = '4000 0000 0000 0341';
const BANNER = 'Payments are simulated: no money moves.';

interface Shop {
  dashboard: Page;
  slug: string;
  secretKey: string;
  api(method: 'get' | 'post' | 'put', path: string, data?: object): Promise<Record<string, unknown>>;
}

/** A provider that looks at its sandbox, where Starter is sold. */
async function openShop(browser: Browser, request: APIRequestContext): Promise<Shop> {
  const dashboard = await (await browser.newContext()).newPage();
  const { slug, sandboxSecretKey: secretKey } = await signUpProvider(dashboard, 'WeatherNow');
  await dashboard.getByRole('button', { name: /^Account: WeatherNow/ }).click();
  await dashboard.getByRole('menuitem', { name: /Sandbox/ }).click();
  await expect(dashboard.getByRole('button', { name: /sandbox/ })).toBeVisible();
  const headers = { authorization: `Bearer ${secretKey}` };
  const api: Shop['api'] = async (method, path, data) => {
    const answer = await request[method](`/api/v1${path}`, { headers, ...(data && { data }) });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  await api('post', '/plans', STARTER);
  return { dashboard, slug: `${slug}-sandbox`, secretKey, api };
}

async function enterCard(page: Page, number: string): Promise<void> {
  await expect(page.getByText('Simulated Stripe: no money moves')).toBeVisible();
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('A Payer');
  await page.getByRole('button', { name: 'Save card' }).click();
}

/** Signs up for Starter, gives a card, and comes back to the key. */
async function buyStarter(page: Page, slug: string, number: string): Promise<string> {
  await page.goto(`/p/${slug}`);
  await expect(page.getByText(BANNER)).toBeVisible();
  await page.getByRole('link', { name: 'Choose Starter' }).click();
  await page.getByLabel('E-mail').fill(`${unique('dev')}@customer.example`);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByLabel('Company or your name').fill('Acme Weather Apps');
  await page.getByLabel('State').selectOption({ label: 'Karnataka' });
  await page.getByRole('button', { name: 'Create account and enter a card' }).click();
  await enterCard(page, number);
  await expect(page.getByText(`Visa •••• ${number.slice(-4)}`)).toBeVisible();
  await page.getByRole('button', { name: 'Start Starter and get the key' }).click();
  return shownSecret(page);
}

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

async function subscriptionStatus({ api }: Shop): Promise<string> {
  const [customer] = (await api('get', '/customers')).data as { id: string }[];
  return String((await api('get', `/customers/${customer?.id}/subscription`)).status);
}

test('Starter is bought with a card and used; the month ends, its invoice is charged and paid on both sides', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const shop = await openShop(browser, request);
  const { slug, secretKey, api, dashboard } = shop;
  const page = await (await browser.newContext()).newPage();
  const key = await buyStarter(page, slug, WORKS);
  for (let call = 0; call < 3; call++) {
    expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ code: 'ok' });
  }
  const { did } = await api('put', '/clock', { now: daysFromNow(35) });
  const steps = (did as { what: string }[]).map(({ what }) => what);
  expect(steps).toEqual(expect.arrayContaining(['period_closed', 'invoice_finalized']));

  // The base fee of both months, and of the first its two calls above the included one.
  await page.goto(`/p/${slug}/portal/invoices`);
  await expect(page.getByText(BANNER)).toBeVisible();
  const invoices = page.getByRole('table').first().getByRole('row').filter({ hasText: '₹' });
  await expect(invoices).toHaveCount(2);
  await expect(invoices.filter({ hasText: /paid/i })).toHaveCount(2);
  await invoices.first().getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('₹20.00');
  await expect(page.getByRole('region', { name: 'Payments' })).toContainText(/succeeded/i);

  await dashboard.goto('/dashboard/payments');
  await expect(dashboard.getByText(BANNER)).toBeVisible();
  const charged = dashboard.getByRole('region', { name: 'Payments' }).getByRole('row');
  await expect(charged.filter({ hasText: /succeeded/i })).toHaveCount(2);
  await dashboard.goto('/dashboard/invoices?status=paid');
  const sold = dashboard.getByRole('row').filter({ hasText: 'Acme Weather Apps' });
  await expect(sold.filter({ hasText: /paid/i })).toHaveCount(2);
});

test('a card that declines: mails with a pay link, past due, calls stop after the grace; a new card restores them', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const shop = await openShop(browser, request);
  const { slug, secretKey, api, dashboard } = shop;
  const page = await (await browser.newContext()).newPage();
  const key = await buyStarter(page, slug, FAILS_LATER);
  const answer = async () => (await verify(request, secretKey, key, '/v1/forecast')).code;
  await expect.poll(() => subscriptionStatus(shop)).toBe('past_due');
  expect(await answer()).toBe('ok');
  const { did } = await api('put', '/clock', { now: daysFromNow(4) });
  const steps = (did as { what: string }[]).map(({ what }) => what);
  expect(steps).toEqual(expect.arrayContaining(['payment_failed', 'access_stopped']));
  expect(await answer()).toBe('past_due');

  // One mail a step; whoever has its link sees what is owed, without signing in.
  const mails = dashboard.getByRole('link', { name: /did not go through/ });
  await expect(async () => {
    await dashboard.goto('/dashboard/developers/mail');
    await expect(mails).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await mails.first().click();
  const pay = dashboard.frameLocator('iframe').getByRole('link', { name: /^Pay ₹/ });
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto((await pay.getAttribute('href')) ?? '');
  await expect(stranger.getByRole('button', { name: 'Pay now' })).toBeVisible();
  await expect(stranger.getByText('₹499.00').first()).toBeVisible();

  await page.goto(`/p/${slug}/portal/billing`);
  await expect(page.getByText('An invoice is open.')).toBeVisible();
  await page.getByRole('button', { name: 'Add another card' }).click();
  await enterCard(page, WORKS);
  await expect(page.getByRole('list', { name: 'Cards' })).toContainText('Visa •••• 4242');
  await expect.poll(() => subscriptionStatus(shop)).toBe('active');
  expect(await answer()).toBe('ok');
  await stranger.reload();
  await expect(stranger.getByText('Paid. Thank you.')).toBeVisible();
  await dashboard.goto('/dashboard/payments');
  const tries = dashboard.getByRole('region', { name: 'Payments' }).getByRole('row');
  await expect(tries.filter({ hasText: /failed/i })).toHaveCount(2);
  await expect(tries.filter({ hasText: /succeeded/i })).toHaveCount(1);
});
