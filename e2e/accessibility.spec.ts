import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { createPlanInDashboard, signUpCustomer, signUpProvider, verify } from './provider';
import { test } from './test';

/** Axe's levels that keep somebody from using a page. */
const BLOCKING = ['serious', 'critical'];
const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'WeatherNow API', version: '1' },
  paths: { '/v1/forecast': { get: { summary: 'Tomorrow', responses: { '200': { description: 'It.' } } } } },
};
const PHONE = { width: 390, height: 844 };

/** Opens a page in both themes and looks for barriers, and on a phone's width for what sticks out. */
async function expectAccessible(page: Page, path: string): Promise<void> {
  const complaints: string[] = [];
  const listen = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error') complaints.push(message.text());
  };
  page.on('console', listen);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const barriers = violations
      .filter(({ impact }) => BLOCKING.includes(impact ?? ''))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect.soft(barriers, `${path} in the ${colorScheme} theme`).toEqual([]);
  }
  const wide = page.viewportSize();
  await page.setViewportSize(PHONE);
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overhang, `${path} at ${PHONE.width} px`).toBeLessThanOrEqual(0);
  if (wide) await page.setViewportSize(wide);
  page.off('console', listen);
  expect.soft(complaints, `${path} in the console`).toEqual([]);
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('no screen has barriers, in either theme, nor sticks out on a phone', async ({ browser, request }) => {
  test.setTimeout(420_000);
  const provider = await newPage(browser);
  const { slug, secretKey } = await signUpProvider(provider, 'WeatherNow');
  await expectAccessible(provider, '/dashboard');
  await createPlanInDashboard(provider);
  const customer = await newPage(browser);
  const key = await signUpCustomer(customer, slug, 'Acme Weather Apps');
  await verify(request, secretKey, key, '/v1/forecast');
  const headers = { authorization: `Bearer ${secretKey}` };
  const published = await request.put('/api/v1/api-document', { headers, data: { document: OPENAPI } });
  expect(published.status()).toBe(200);
  const list = await request.get('/api/v1/customers', { headers });
  const customerId = (await list.json()).data[0].id;

  const screens = [
    '',
    '/usage',
    '/customers',
    `/customers/${customerId}`,
    '/plans',
    '/plans/new',
    '/invoices',
  ];
  const ofDevelopers = ['', '/requests', '/webhooks', '/mail', '/api-docs', '/sandbox'].map(
    (one) => `/developers${one}`,
  );
  const ofSettings = ['', '/branding', '/tax', '/team', '/account'].map((one) => `/settings${one}`);
  const others = ['/live', '/plans/payg', '/plans/payg/edit', '/leakage', '/payments', '/audit'];
  for (const screen of [...screens, ...others, ...ofDevelopers, ...ofSettings]) {
    await expectAccessible(provider, `/dashboard${screen}`);
  }
  const portal = ['', '/usage', '/keys', '/plan', '/invoices', '/billing', '/budget', '/team', '/activity'];
  for (const screen of portal) {
    await expectAccessible(customer, `/p/${slug}/portal${screen}`);
  }
  const visitor = await newPage(browser);
  for (const path of [
    '/',
    '/login',
    '/signup',
    '/forgot',
    '/docs',
    '/docs/errors',
    '/docs/changelog',
    '/docs/api',
    `/p/${slug}`,
    `/p/${slug}/signup?plan=payg`,
    `/p/${slug}/docs`,
    `/p/${slug}/login`,
    `/p/${slug}/forgot`,
    `/p/${slug}/reset?token=over`,
    `/p/${slug}/confirm?token=over`,
    `/p/${slug}/join?token=over`,
  ]) {
    await expectAccessible(visitor, path);
  }
});

test('by keyboard alone: sign-in, menu, dialog, and the theme', async ({ browser }) => {
  const page = await newPage(browser);
  const { email, password } = await signUpProvider(page, 'WeatherNow');
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await page.getByLabel('E-mail').fill(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboard/);

  await page.getByRole('button', { name: /^Account: WeatherNow/ }).press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Sandbox: its own customers')).toBeVisible();

  await page.goto('/dashboard/developers');
  await page.getByRole('button', { name: 'Create secret key' }).press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Dark' }).press('Enter');
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
});
