import { type APIRequestContext, expect } from '@playwright/test';
import { signUpProvider } from './provider';
import { test } from './test';

/** Plans through the API: what matters here is what the page makes of them. */
async function createPlan(request: APIRequestContext, secretKey: string, plan: object): Promise<void> {
  const answer = await request.post('/api/v1/plans', {
    headers: { authorization: `Bearer ${secretKey}` },
    data: { currency: 'INR', prices: [], features: [], billing: 'postpaid', ...plan },
  });
  expect(answer.status()).toBe(201);
}

test('a pricing page is rendered once, and anew when a plan changed', async ({ browser, request }) => {
  const { slug, secretKey } = await signUpProvider(await browser.newPage(), 'WeatherNow');
  const page = async () => {
    const answer = await request.get(`/p/${slug}`);
    return { html: await answer.text(), cache: answer.headers()['x-nextjs-cache'] };
  };
  expect((await page()).html).toContain('No plans yet');
  expect((await page()).cache).toBe('HIT');

  await createPlan(request, secretKey, {
    slug: 'startup',
    name: 'Startup',
    interval: 'month',
    basePrice: '999',
  });
  expect((await page()).html).toContain('₹999');
  expect((await page()).cache).toBe('HIT');

  const headers = { authorization: `Bearer ${secretKey}` };
  await request.post('/api/v1/plans/startup/versions', { headers, data: { basePrice: '1499' } });
  const { html } = await page();
  expect(html).toContain('₹1,499');
  expect(html).not.toContain('₹999');
});

test('monthly and yearly plans stand behind one switch; a free plan behind neither', async ({
  browser,
  request,
}) => {
  const { slug, secretKey } = await signUpProvider(await browser.newPage(), 'WeatherNow');
  const plan = { slug: 'free', name: 'Free', interval: 'month', basePrice: '0' };
  await createPlan(request, secretKey, plan);
  await createPlan(request, secretKey, { ...plan, slug: 'pro', name: 'Pro', basePrice: '199' });
  await createPlan(request, secretKey, {
    ...plan,
    slug: 'pro-yearly',
    name: 'Pro, yearly',
    interval: 'year',
    basePrice: '1990',
  });
  const page = await browser.newPage();
  await page.goto(`/p/${slug}`);
  const card = (name: string) => page.getByRole('article', { name, exact: true });
  await expect(card('Free')).toBeVisible();
  await expect(card('Pro')).toBeVisible();
  await expect(card('Pro, yearly')).toBeHidden();
  await page.getByText('Yearly', { exact: true }).click();
  await expect(card('Free')).toBeVisible();
  await expect(card('Pro')).toBeHidden();
  await expect(card('Pro, yearly')).toBeVisible();
});

test('the calculator shows each price and how it comes about', async ({ browser, request }) => {
  const { slug, secretKey } = await signUpProvider(await browser.newPage(), 'WeatherNow');
  await createPlan(request, secretKey, {
    slug: 'startup',
    name: 'Startup',
    interval: 'month',
    basePrice: '999',
    prices: [{ meter: 'calls', model: 'standard', included: '100000', unitPrice: '0.001' }],
  });
  const page = await browser.newPage();
  await page.goto(`/p/${slug}`);
  await page.getByRole('spinbutton', { name: 'Calls a month' }).fill('250000');
  const result = page.getByRole('listitem').filter({ hasText: 'Startup' }).last();
  await expect(result).toContainText('₹1,149.00');
  await result.getByText('Startup').click();
  await expect(result.getByText('1,50,000 × ₹0.001')).toBeVisible();
});
