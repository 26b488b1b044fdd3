import { expect } from '@playwright/test';
import { createPlanInDashboard, shownSecret, signUpCustomer, signUpProvider, verify } from './provider';
import { test } from './test';

test('from the pricing page to a call that both sides see', async ({ browser, request }) => {
  const provider = await (await browser.newContext()).newPage();
  const { slug, secretKey } = await signUpProvider(provider, 'WeatherNow');
  await createPlanInDashboard(provider);

  const customer = await (await browser.newContext()).newPage();
  await customer.goto(`/p/${slug}`);
  await expect(customer.getByText('per 1,000 calls').first()).toBeVisible();
  const key = await signUpCustomer(customer, slug, 'Acme Weather Apps');
  expect(key).toMatch(/^sk_live_[0-9A-Za-z]{38}$/);
  await expect(customer.getByText(`Authorization: Bearer ${key}`)).toBeVisible();
  await expect(customer.getByTestId('first-call')).toContainText('Waiting for your first call');

  const answer = await verify(request, secretKey, key, '/v1/forecast');
  expect(answer).toMatchObject({ allowed: true, code: 'ok', plan: 'payg' });
  await expect(customer.getByTestId('first-call')).toContainText('We saw your first call');

  await customer.getByRole('link', { name: 'Go to your account' }).click();
  await expect(customer.getByTestId('calls-today')).toHaveText('1');
  await customer.getByRole('link', { name: 'Usage' }).click();
  await expect(customer.getByRole('cell', { name: '/v1/forecast' })).toBeVisible();

  await provider.goto('/dashboard');
  await expect(provider.getByTestId('calls-today')).toHaveText('1');
  await expect(provider.getByRole('cell', { name: 'Acme Weather Apps' })).toBeVisible();

  // The screens follow by themselves: nobody reloads.
  await verify(request, secretKey, key, '/v1/forecast');
  await expect(provider.getByTestId('calls-today')).toHaveText('2');
});

test('a key is made, rotated and revoked in the portal', async ({ browser, request }) => {
  const provider = await (await browser.newContext()).newPage();
  const { slug, secretKey } = await signUpProvider(provider, 'WeatherNow');
  await createPlanInDashboard(provider);
  const page = await (await browser.newContext()).newPage();
  await signUpCustomer(page, slug, 'Acme Weather Apps');

  await page.goto(`/p/${slug}/portal/keys`);
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Production');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const first = await shownSecret(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await verify(request, secretKey, first, '/a')).toMatchObject({ allowed: true });

  await page.getByRole('button', { name: 'Rotate Production' }).click();
  await dialog.getByLabel('The old secret').selectOption('3600');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const second = await shownSecret(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await verify(request, secretKey, first, '/a')).toMatchObject({ allowed: true });
  expect(await verify(request, secretKey, second, '/a')).toMatchObject({ allowed: true });

  await page.getByRole('button', { name: 'Revoke Production' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  expect(await verify(request, secretKey, second, '/a')).toMatchObject({
    allowed: false,
    code: 'key_revoked',
  });
});

test("another's ids are not found, and nobody gets in without signing in", async ({ browser, request }) => {
  const ours = await (await browser.newContext()).newPage();
  const { slug, secretKey } = await signUpProvider(ours, 'WeatherNow');
  await createPlanInDashboard(ours);
  const customer = await (await browser.newContext()).newPage();
  await signUpCustomer(customer, slug, 'Acme Weather Apps');
  const list = await request.get('/api/v1/customers', { headers: { authorization: `Bearer ${secretKey}` } });
  const { data } = await list.json();
  const customerId = data[0].id;
  expect((await ours.goto(`/dashboard/customers/${customerId}`))?.status()).toBe(200);

  const theirs = await (await browser.newContext()).newPage();
  const other = await signUpProvider(theirs, 'Elsewhere');
  expect((await theirs.goto(`/dashboard/customers/${customerId}`))?.status()).toBe(404);
  expect((await theirs.goto('/dashboard/invoices/inv_00000000000000000000000000'))?.status()).toBe(404);
  expect((await customer.goto(`/p/${slug}/portal/invoices/inv_00000000000000000000000000`))?.status()).toBe(
    404,
  );

  // A customer of one provider is nobody at another, and no member of the one it buys from.
  await customer.goto(`/p/${other.slug}/portal`);
  await expect(customer).toHaveURL(new RegExp(`/p/${other.slug}/login`));
  await customer.goto('/dashboard');
  await expect(customer).toHaveURL(new RegExp(`/p/${slug}/portal`));

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto('/dashboard/customers');
  await expect(stranger).toHaveURL(/\/login\?next=/);
});

test('signing out ends the session, also for a copy of its cookie', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signUpProvider(page, 'WeatherNow');
  const cookies = await context.cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);
  const thief = await browser.newContext();
  await thief.addCookies(cookies);
  const copy = await thief.newPage();
  await copy.goto('/dashboard');
  await expect(copy).toHaveURL(/\/login/);
});
