import { expect } from '@playwright/test';
import { startGithub } from './github-server';
import { createPlanInDashboard, shownSecret, signUpProvider, unique, verify } from './provider';
import { test } from './test';

/** Where the product under test expects its GitHub. */
const port = Number(process.env.E2E_GITHUB_PORT ?? 0);

test('a customer signs up with GitHub, without a password, and comes back the same way', async ({
  browser,
  request,
}) => {
  const login = unique('octo');
  const github = await startGithub(port, { login, email: `${login}@customer.example`, verified: true });
  try {
    const provider = await browser.newPage();
    const { slug, secretKey } = await signUpProvider(provider, 'WeatherNow');
    await createPlanInDashboard(provider);

    const page = await browser.newPage();
    await page.goto(`/p/${slug}`);
    await page.getByRole('link', { name: 'Choose Pay as you go' }).click();
    await page.getByRole('button', { name: 'Continue with GitHub' }).click();
    await expect(page).toHaveURL(/as=me/);
    await expect(page.getByLabel('Password')).toHaveCount(0);
    await page.getByLabel('Company or your name').fill('Octo Apps');
    await page.getByLabel('State').selectOption({ label: 'Karnataka' });
    await page.getByRole('button', { name: 'Create account and key' }).click();
    const key = await shownSecret(page);
    expect((await verify(request, secretKey, key, '/v1/forecast')).allowed).toBe(true);

    const again = await browser.newPage();
    await again.goto(`/p/${slug}/login`);
    await again.getByRole('button', { name: 'Continue with GitHub' }).click();
    await expect(again.getByRole('heading', { name: 'Overview' })).toBeVisible();
    // GitHub has seen the address proved, so nobody is asked to confirm it.
    await expect(again.getByText(/confirm/i)).toHaveCount(0);
  } finally {
    github.close();
  }
});

test('an address that GitHub has not seen proved lets nobody in', async ({ browser }) => {
  const victim = await browser.newPage();
  const { email } = await signUpProvider(victim, 'WeatherNow');
  const github = await startGithub(port, { login: unique('mallory'), email, verified: false });
  try {
    const page = await browser.newPage();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Continue with GitHub' }).click();
    await expect(page).toHaveURL(/\/login\?.*error=/);
    await page.goto('/dashboard');
    await expect(page).toHaveURL(/\/login/);
  } finally {
    github.close();
  }
});
