import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { signUpCustomer, signUpProvider, verify } from './provider';
import { test } from './test';

const PAYG = { slug: 'payg', name: 'Pay as you go', basePrice: '499' };
const PRO = { slug: 'pro', name: 'Pro', basePrice: '999' };

interface Portal {
  page: Page;
  slug: string;
  secretKey: string;
  key: string;
}

/** A customer on pay-as-you-go at ₹1 a call, with a dearer plan beside it. */
async function openPortal(browser: Browser, request: APIRequestContext): Promise<Portal> {
  const { slug, secretKey } = await signUpProvider(await browser.newPage(), 'WeatherNow');
  for (const plan of [PAYG, PRO]) {
    const answer = await request.post('/api/v1/plans', {
      headers: { authorization: `Bearer ${secretKey}` },
      data: {
        currency: 'INR',
        interval: 'month',
        prices: [{ meter: 'calls', model: 'standard', unitPrice: '1' }],
        features: [],
        billing: 'postpaid',
        ...plan,
      },
    });
    expect(answer.status()).toBe(201);
  }
  const page = await (await browser.newContext()).newPage();
  const key = await signUpCustomer(page, slug, 'Acme Weather Apps');
  return { page, slug, secretKey, key };
}

test('an upgrade shows its lines first, and is on the next invoice as they stood there', async ({
  browser,
  request,
}) => {
  const { page, slug, key, secretKey } = await openPortal(browser, request);
  await page.goto(`/p/${slug}/portal/plan`);
  await page.getByRole('link', { name: 'What would Pro cost?' }).click();
  await expect(page.getByRole('heading', { name: 'Change to Pro' })).toBeVisible();
  const lines = await page.getByRole('region', { name: 'Lines' }).getByRole('row').allInnerTexts();
  await page.getByRole('button', { name: 'Change to Pro now' }).click();
  await expect(page.getByText('You are on Pro now.')).toBeVisible();
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ allowed: true, plan: 'pro' });

  await page.getByRole('link', { name: 'Invoices' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Lines' })).toBeVisible();
  const invoiced = await page.getByRole('region', { name: 'Lines' }).getByRole('row').allInnerTexts();
  expect(invoiced[1]).toBe(lines[1]);
});

test('a downgrade waits for the end of the period and can be taken back, as can a cancellation', async ({
  browser,
  request,
}) => {
  const { page, slug } = await openPortal(browser, request);
  await page.goto(`/p/${slug}/portal/plan?to=pro`);
  await page.getByRole('button', { name: 'Change to Pro now' }).click();
  await expect(page.getByText('You are on Pro now.')).toBeVisible();

  await page.getByRole('link', { name: 'What would Pay as you go cost?' }).click();
  await expect(page.getByText('nothing is due', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Change to Pay as you go then' }).click();
  await expect(page.getByText('Changes to payg')).toBeVisible();
  await page.getByRole('button', { name: 'Keep Pro' }).click();
  await expect(page.getByText('Changes to payg')).toBeHidden();

  await page.getByRole('button', { name: 'Cancel Pro' }).click();
  await page.getByRole('button', { name: 'Cancel the plan' }).click();
  await expect(page.getByRole('button', { name: 'Keep Pro' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep Pro' }).click();
  await expect(page.getByRole('button', { name: 'Cancel Pro' })).toBeVisible();
});

test('a budget stops the next call, and its lift lets it through; both stand in the activity', async ({
  browser,
  request,
}) => {
  const { page, slug, key, secretKey } = await openPortal(browser, request);
  await page.goto(`/p/${slug}/portal/budget`);
  await page.getByLabel(/^Stop at/).fill('1.50');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await expect(page.getByText('₹1.50')).toBeVisible();
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ code: 'ok' });
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({
    allowed: false,
    code: 'spend_limit_reached',
  });
  await page.getByLabel(/^Stop at/).fill('');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await expect(page.getByText('No stop', { exact: true })).toBeVisible();
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ code: 'ok' });

  await page.getByLabel(/^Stop at/).fill('12,5');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await expect(page.getByText('Must be an amount such as 500 or 499.50.')).toBeVisible();

  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('cell', { name: 'Budget: set' })).toHaveCount(2);
});

test('whoever has no plan any more starts one from the portal, and the key works again', async ({
  browser,
  request,
}) => {
  const { page, slug, key, secretKey } = await openPortal(browser, request);
  const headers = { authorization: `Bearer ${secretKey}` };
  const { data } = await (await request.get('/api/v1/customers', { headers })).json();
  await request.delete(`/api/v1/customers/${data[0].id}/subscription?when=now`, { headers });
  expect((await verify(request, secretKey, key, '/v1/forecast')).code).toBe('no_subscription');
  await page.goto(`/p/${slug}/portal/plan`);
  await page.getByRole('link', { name: 'Choose Pro' }).click();
  await page.getByRole('button', { name: 'Start Pro' }).click();
  await expect(page.getByText('You are on Pro now.')).toBeVisible();
  expect(await verify(request, secretKey, key, '/v1/forecast')).toMatchObject({ allowed: true, plan: 'pro' });
});
