import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { mailedPath } from './outbox';
import { signUpCustomer, signUpProvider, unique, verify } from './provider';
import { test } from './test';

const PASSWORD = 'correct horse battery';
/** Milliseconds a character: sixty words a minute. */
const TYPING = { delay: 200 };

const fresh = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

async function givenSeller(browser: Browser, request: APIRequestContext) {
  const provider = await signUpProvider(await fresh(browser), 'WeatherNow');
  const answer = await request.post('/api/v1/plans', {
    headers: { authorization: `Bearer ${provider.secretKey}` },
    data: {
      ...{ slug: 'payg', name: 'Pay as you go', currency: 'INR', interval: 'month', basePrice: '0' },
      prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.001' }],
    },
  });
  expect(answer.status()).toBe(201);
  return provider;
}

test('from opening the pricing page to the first allowed call: three screens, thirty seconds', async ({
  browser,
  request,
}) => {
  const { slug, secretKey } = await givenSeller(browser, request);
  // The page is known to the server, as to every visitor but the very first.
  await request.get(`/p/${slug}`);
  const page = await fresh(browser);
  const screens = new Set<string>();
  const startedAt = performance.now();
  await page.goto(`/p/${slug}`);
  screens.add((await page.getByRole('heading', { level: 1 }).textContent()) ?? '');
  await page.getByRole('link', { name: 'Choose Pay as you go' }).click();
  await page.getByLabel('E-mail').pressSequentially('asha@acme-weather.example', TYPING);
  screens.add((await page.getByRole('heading', { level: 1 }).textContent()) ?? '');
  await page.getByLabel('Password').pressSequentially('monsoon 2026!', TYPING);
  await page.getByLabel('Company or your name').pressSequentially('Acme Weather', TYPING);
  await page.getByLabel('State').selectOption({ label: 'Karnataka' });
  await page.getByRole('button', { name: 'Create account and key' }).click();
  const key = (await page.getByTestId('secret').textContent()) ?? '';
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ allowed: true });
  const seconds = (performance.now() - startedAt) / 1000;
  await expect(page.getByTestId('first-call')).toContainText('We saw your first call');
  // The third screen shows the key where the form was.
  expect(screens.size + 1).toBe(3);
  expect(seconds).toBeLessThan(30);
});

test('a GSTIN is checked as it is typed, and fills in its state', async ({ browser, request }) => {
  const { slug } = await givenSeller(browser, request);
  const page = await fresh(browser);
  await page.goto(`/p/${slug}/signup?plan=payg`);
  const gstin = page.getByLabel('GSTIN');
  await gstin.fill('27AAPFU0939F1Z');
  await expect(page.getByText('14 of 15 characters')).toBeVisible();
  await gstin.fill('27AAPFU0939F1ZA');
  await expect(page.getByText('Not a GSTIN')).toBeVisible();
  await gstin.fill('27AAPFU0939F1ZV');
  await expect(page.getByText('A valid GSTIN of Maharashtra.')).toBeVisible();
  await expect(page.getByLabel('State').locator('option:checked')).toHaveText('Maharashtra');
  await page.getByLabel('State').selectOption({ label: 'Karnataka' });
  await expect(page.getByText('not of the chosen state')).toBeVisible();
});

test('an address is confirmed, a password forgotten and replaced', async ({ browser, request }) => {
  const { slug, secretKey } = await givenSeller(browser, request);
  const page = await fresh(browser);
  const email = `${unique('asha')}@customer.example`;
  const key = await signUpCustomer(page, slug, 'Acme Weather Apps', email);
  const limited = await verify(request, secretKey, key, '/v1/forecast');
  expect(limited).toMatchObject({ allowed: true, quota: { limit: 10_000 } });
  await page.goto(`/p/${slug}/portal`);
  await expect(page.getByText(`Please confirm ${email}`)).toBeVisible();
  await page.goto(await mailedPath(email, `/p/${slug}/confirm`));
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await expect(page.getByText('Your address is confirmed.')).toBeVisible();
  await expect(page.getByText(`Please confirm ${email}`)).toBeHidden();
  const free = await verify(request, secretKey, key, '/v1/forecast');
  expect(free).toMatchObject({ allowed: true, quota: { limit: null } });

  const elsewhere = await fresh(browser);
  await elsewhere.goto(`/p/${slug}/login`);
  await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(elsewhere.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await elsewhere.getByLabel('E-mail').fill(email);
  await elsewhere.getByRole('button', { name: 'Send the link' }).click();
  await expect(elsewhere.getByText('a mail with a link is on its way')).toBeVisible();
  const link = await mailedPath(email, `/p/${slug}/reset`);
  await elsewhere.goto(link);
  await elsewhere.getByLabel('New password').fill('another horse battery');
  await elsewhere.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(elsewhere.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.goto(`/p/${slug}/portal`);
  await expect(page).toHaveURL(/\/login/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link is over' })).toBeVisible();
});

test('a colleague is invited, looks, becomes an admin, switches accounts, and is removed', async ({
  browser,
  request,
}) => {
  const { slug } = await givenSeller(browser, request);
  const owner = await fresh(browser);
  await signUpCustomer(owner, slug, 'Acme Weather Apps');
  const colleague = await fresh(browser);
  const email = `${unique('ravi')}@customer.example`;
  await signUpCustomer(colleague, slug, 'Ravi Labs', email);

  await owner.goto(`/p/${slug}/portal/team`);
  await owner.getByRole('button', { name: 'Invite' }).click();
  await owner.getByRole('dialog').getByLabel('E-mail').fill(email);
  await owner.getByRole('button', { name: 'Send invitation' }).click();
  await expect(owner.getByRole('region', { name: 'Invitations' })).toContainText(email);

  await colleague.goto(await mailedPath(email, `/p/${slug}/join`));
  await colleague.getByRole('button', { name: 'Join the team' }).click();
  await expect(colleague.getByRole('button', { name: /Account: Acme Weather Apps/ })).toBeVisible();
  await colleague.goto(`/p/${slug}/portal/keys`);
  await expect(colleague.getByRole('button', { name: 'Create key' })).toBeHidden();

  await owner.reload();
  await owner.getByRole('button', { name: 'Role of Ravi Labs' }).click();
  await owner.getByRole('dialog').getByLabel('Role').selectOption('admin');
  await owner.getByRole('button', { name: 'Change role' }).click();
  await expect(owner.getByRole('cell', { name: 'admin', exact: true })).toBeVisible();
  await colleague.reload();
  await expect(colleague.getByRole('button', { name: 'Create key' })).toBeVisible();

  await colleague.getByRole('button', { name: /Account: Acme Weather Apps/ }).click();
  await colleague.getByRole('menuitem', { name: /Ravi Labs/ }).click();
  await expect(colleague.getByRole('button', { name: /Account: Ravi Labs/ })).toBeVisible();

  await owner.getByRole('button', { name: 'Remove Ravi Labs' }).click();
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Remove from team' }).click();
  await expect(owner.getByRole('cell', { name: email })).toBeHidden();
  await colleague.reload();
  await expect(colleague.getByRole('button', { name: /Account: / })).toBeHidden();
});

test('somebody new joins by the link, with a password of their own', async ({ browser, request }) => {
  const { slug } = await givenSeller(browser, request);
  const owner = await fresh(browser);
  await signUpCustomer(owner, slug, 'Acme Weather Apps');
  const email = `${unique('meera')}@customer.example`;
  await owner.goto(`/p/${slug}/portal/team`);
  await owner.getByRole('button', { name: 'Invite' }).click();
  await owner.getByRole('dialog').getByLabel('E-mail').fill(email);
  await owner.getByRole('button', { name: 'Send invitation' }).click();
  const link = await mailedPath(email, `/p/${slug}/join`);
  const page = await fresh(browser);
  await page.goto(link);
  await page.getByLabel('Your name').fill('Meera');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Join the team' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const again = await fresh(browser);
  await again.goto(link);
  await expect(again.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
});
