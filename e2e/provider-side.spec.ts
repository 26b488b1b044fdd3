import { type Browser, expect, type Page } from '@playwright/test';
import { createPlanInDashboard, type JourneyProvider, signUpCustomer, signUpProvider } from './provider';
import { test } from './test';

const fresh = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

async function givenCustomer(browser: Browser): Promise<{ page: Page; provider: JourneyProvider }> {
  const page = await fresh(browser);
  const provider = await signUpProvider(page, 'WeatherNow');
  await createPlanInDashboard(page);
  await signUpCustomer(await fresh(browser), provider.slug, 'Acme Weather Apps');
  return { page, provider };
}

test('a price is changed: seen as a curve, rehearsed, made a version, and subscribers move', async ({
  browser,
}) => {
  const { page } = await givenCustomer(browser);
  await page.goto('/dashboard/plans');
  await page.getByRole('link', { name: 'Pay as you go' }).click();
  await page.getByRole('link', { name: 'Change price' }).click();
  await page.getByLabel('Base price').fill('49');
  await page.getByLabel('Model').selectOption('graduated');
  await page.getByLabel('Work out for so many units').fill('3000');
  // A thousand free, two thousand at 0.001.
  await expect(page.getByTestId('worked-total')).toHaveText('₹2.00');
  await page.getByRole('button', { name: 'Rehearse' }).click();
  await expect(page.getByTestId('rehearsal-delta')).toHaveText('₹0.00');
  await expect(page.getByRole('region', { name: 'Rehearsal by customer' })).toContainText(
    'Acme Weather Apps',
  );
  await page.getByRole('button', { name: 'Make it version 2' }).click();
  await expect(page.getByRole('columnheader', { name: /v2 · on sale/ })).toBeVisible();
  await page.getByLabel('When').selectOption('now');
  await page.getByRole('button', { name: 'Move subscribers' }).click();
  await expect(page.getByText('One subscriber moves.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Acme Weather Apps/ })).toContainText('v2');
  await page.goto('/dashboard');
  await expect(page.getByTestId('mrr')).toHaveText('₹49.00');
});

test('a credit note is written by hand, and the audit log says who did', async ({ browser, request }) => {
  const { page, provider } = await givenCustomer(browser);
  const headers = { authorization: `Bearer ${provider.secretKey}` };
  const plan = { slug: 'fixed', name: 'Fixed', currency: 'INR', interval: 'month', basePrice: '100' };
  expect((await request.post('/api/v1/plans', { headers, data: plan })).status()).toBe(201);
  await page.goto('/dashboard/customers');
  await page.getByRole('link', { name: 'Acme Weather Apps' }).click();
  await page.getByRole('button', { name: 'Change plan' }).click();
  await page.getByRole('dialog').getByLabel('Plan').selectOption({ label: 'Fixed' });
  await page.getByRole('dialog').getByRole('button', { name: 'Change plan' }).click();
  await expect(page.getByText('The plan is changed.')).toBeVisible();
  await page.goto('/dashboard/invoices?status=open');
  await page.getByRole('link', { name: /INV/ }).first().click();
  await page.getByRole('button', { name: 'Credit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('10.005');
  await dialog.getByLabel('Reason').fill('Outage');
  await dialog.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(dialog.getByRole('alert')).toContainText('more digits');
  await dialog.getByLabel('Amount').fill('10');
  await dialog.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(page.getByText('The credit note is issued.')).toBeVisible();
  await page.goto('/dashboard/audit?action=credit_note');
  await expect(page.getByRole('cell', { name: 'credit_note.created' })).toBeVisible();
});

test('a portal is opened as its customer, with a banner, and left again', async ({ browser }) => {
  const { page } = await givenCustomer(browser);
  await page.goto('/dashboard/customers');
  await page.getByRole('link', { name: 'Acme Weather Apps' }).click();
  await page.getByRole('button', { name: 'Open portal as them' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open portal' }).click();
  await expect(page.getByText('you see this portal as Acme Weather Apps')).toBeVisible();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Acme Weather Apps' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'portal.impersonated' })).toBeVisible();
});
