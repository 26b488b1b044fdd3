import { type Browser, expect, type Page } from '@playwright/test';
import {
  createPlanInDashboard,
  shownSecret,
  signUpCustomer,
  signUpProvider,
  unique,
  verify,
} from './provider';
import { test } from './test';

const fresh = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

test('calls show as they come in, allowed and refused, and the checklist ticks itself', async ({
  browser,
  request,
}) => {
  const page = await fresh(browser);
  const { slug, secretKey } = await signUpProvider(page, 'WeatherNow');
  await expect(page.getByText('0 of 7 done')).toBeVisible();
  await createPlanInDashboard(page);
  const key = await signUpCustomer(await fresh(browser), slug, 'Acme Weather Apps');
  await page.goto('/dashboard/live');
  await expect(page.getByTestId('live-connection')).toHaveText('Live');
  for (const endpoint of ['/v1/forecast', '/v1/forecast', '/v1/radar']) {
    await verify(request, secretKey, key, endpoint);
  }
  await verify(request, secretKey, 'sk_live_of_nobody', '/v1/forecast');
  await expect(page.getByTestId('live-allowed')).toHaveText('3');
  await expect(page.getByTestId('live-denied')).toHaveText('1');
  const feed = page.getByRole('region', { name: 'Latest calls' });
  await expect(feed.getByRole('row', { name: /Acme Weather Apps .*radar Allowed 1/ })).toBeVisible();
  await page.getByLabel('Outcome').selectOption('denied');
  await expect(feed.getByRole('row', { name: /Unknown .*invalid key/ })).toBeVisible();
  await expect(feed.getByText('Acme Weather Apps')).toBeHidden();

  await page.goto('/dashboard/usage');
  await expect(page.getByTestId('usage-calls')).toHaveText('3');
  await page
    .getByRole('region', { name: 'Calls by endpoint' })
    .getByRole('link', { name: '/v1/radar' })
    .click();
  await expect(page.getByTestId('usage-calls')).toHaveText('1');
  await page.getByRole('link', { name: 'Endpoint /v1/radar: show all' }).click();
  await expect(page.getByTestId('usage-calls')).toHaveText('3');

  await page.goto('/dashboard');
  // That the secret was used is written down within ten seconds.
  const done = [/Make a plan/, /secret key/, /first customer sign/, /first customer’s key/, /first call/];
  await expect(page.locator('li[data-done=true]')).toHaveText(done, { timeout: 30_000 });
});

test('a colleague is invited, looks and may not touch', async ({ browser }) => {
  const page = await fresh(browser);
  await signUpProvider(page, 'WeatherNow');
  await page.goto('/dashboard/settings/team');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(`${unique('viewer')}@weathernow.example`);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await shownSecret(dialog);

  const viewer = await fresh(browser);
  await viewer.goto(new URL(link).pathname + new URL(link).search);
  await viewer.getByLabel('Your name').fill('Vera Viewer');
  await viewer.getByLabel('Password').fill('correct horse battery');
  await viewer.getByRole('button', { name: 'Join the team' }).click();
  await expect(viewer.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await viewer.goto('/dashboard/plans');
  await expect(viewer.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible();
  await expect(viewer.getByRole('link', { name: 'New plan' })).toBeHidden();
  await viewer.goto('/dashboard/developers');
  await expect(viewer.getByRole('region', { name: 'Secret keys' })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Create secret key|Rotate|Revoke/ })).toHaveCount(0);

  // The link is good once.
  await viewer.goto(new URL(link).pathname + new URL(link).search);
  await expect(viewer.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Remove Vera Viewer' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Remove Vera Viewer' })).toBeHidden();
  await viewer.goto('/dashboard');
  await expect(viewer).toHaveURL(/\/signup/);
});

test('a secret key is rolled with a grace, and the sandbox’s clock is moved', async ({
  browser,
  request,
}) => {
  const page = await fresh(browser);
  const { secretKey } = await signUpProvider(page, 'WeatherNow');
  await page.goto('/dashboard/developers');
  await page.getByRole('button', { name: 'Rotate First key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('The old secret').selectOption('3600');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const fresher = await shownSecret(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const secret of [secretKey, fresher]) {
    const answer = await request.get('/api/v1/plans', { headers: { authorization: `Bearer ${secret}` } });
    expect(answer.status()).toBe(200);
  }
  const missing = await request.get('/api/v1/plans/none', {
    headers: { authorization: `Bearer ${fresher}` },
  });
  const id = missing.headers()['x-request-id'] ?? '';
  await expect(async () => {
    await page.goto(`/dashboard/developers/requests?search=${id}`);
    await expect(page.getByRole('row', { name: /plans\/none 404 not_found/ })).toBeVisible({ timeout: 500 });
  }).toPass();

  await page.goto('/dashboard/developers/sandbox');
  await page.getByRole('button', { name: 'Open the sandbox' }).click();
  const before = await page.getByTestId('sandbox-now').textContent();
  await page.getByRole('button', { name: 'A month on' }).click();
  await expect(page.getByText('nothing fell due on the way')).toBeVisible();
  await expect(page.getByTestId('sandbox-now')).not.toHaveText(before ?? '');
});

test('the brand is seen as it is typed, and settings are kept', async ({ browser }) => {
  const page = await fresh(browser);
  const { slug } = await signUpProvider(page, 'WeatherNow');
  await createPlanInDashboard(page);
  await page.goto('/dashboard/settings/branding');
  await page.getByLabel('One line about your API').fill('Weather that is right');
  await expect(page.getByTestId('brand-preview')).toContainText('Weather that is right');
  await page.getByRole('textbox', { name: /^Colour/ }).fill('#b00020');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Your pages show it.')).toBeVisible();
  await page.goto('/dashboard/settings');
  await page.getByLabel(/Invoice numbers begin with/).fill('WX');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByText('WX/2627/000001')).toBeVisible();
  const visitor = await fresh(browser);
  await expect(async () => {
    await visitor.goto(`/p/${slug}`);
    await expect(visitor.getByText('Weather that is right')).toBeVisible({ timeout: 500 });
  }).toPass();
});
