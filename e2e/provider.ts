import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';

/** A provider made for one journey, through the browser as anybody would. */
export interface JourneyProvider {
  slug: string;
  email: string;
  password: string;
  secretKey: string;
  /** Of its sandbox, whose customers and clock are its own. */
  sandboxSecretKey: string;
}

const PASSWORD = 'correct horse battery';

/** Unique per run, so that journeys can be repeated against the same database. */
export function unique(prefix: string): string {
  return `${prefix}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}

/** Signs a provider up in the browser; the page is left on the dashboard. */
export async function signUpProvider(page: Page, name: string): Promise<JourneyProvider> {
  await page.goto('/signup');
  const provider = await fillProviderSignup(page, name);
  await page.getByRole('link', { name: 'Go to the dashboard' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  return provider;
}

/** From the page to sign up to the one that shows both secret keys. */
export async function fillProviderSignup(page: Page, name: string): Promise<JourneyProvider> {
  const slug = unique('weathernow');
  const email = `owner@${slug}.example`;
  await page.getByLabel('Business name').fill(name);
  await page.getByLabel('Address of your pricing page').fill(slug);
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Country').selectOption('IN');
  await page.getByRole('button', { name: 'Create account' }).click();
  const secrets = page.getByTestId('new-secrets').getByTestId('secret');
  await expect(secrets).toHaveCount(2);
  const [secretKey = '', sandboxSecretKey = ''] = await secrets.allTextContents();
  return { slug, email, password: PASSWORD, secretKey, sandboxSecretKey };
}

/** A secret where it is shown once. */
export async function shownSecret(place: Page | Locator): Promise<string> {
  return (await place.getByTestId('secret').textContent()) ?? '';
}

/** Makes the plan of the pricing page: ₹1 per 1,000 calls, nothing else. */
export async function createPlanInDashboard(page: Page): Promise<void> {
  await page.goto('/dashboard/plans/new');
  await page.getByLabel('Name').fill('Pay as you go');
  await page.getByLabel('Slug').fill('payg');
  await page.getByLabel(/for 1,000 calls/).fill('1');
  await page.getByRole('button', { name: 'Create plan' }).click();
  await expect(page).toHaveURL(/\/dashboard\/plans$/);
}

/** Signs a customer up on the pricing page and returns the key that is shown once. */
export async function signUpCustomer(
  page: Page,
  slug: string,
  name: string,
  email = `${unique('dev')}@customer.example`,
): Promise<string> {
  await page.goto(`/p/${slug}`);
  await page.getByRole('link', { name: 'Choose Pay as you go' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Company or your name').fill(name);
  await page.getByLabel('State').selectOption({ label: 'Karnataka' });
  await page.getByRole('button', { name: 'Create account and key' }).click();
  return shownSecret(page);
}

/** What the provider's own server asks before it answers a call. */
export async function verify(request: APIRequestContext, secretKey: string, key: string, endpoint: string) {
  const response = await request.post('/api/v1/verify', {
    headers: { authorization: `Bearer ${secretKey}` },
    data: { key, endpoint },
  });
  expect(response.status()).toBe(200);
  return response.json();
}
