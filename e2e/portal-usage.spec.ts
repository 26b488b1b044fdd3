import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import { shownSecret, signUpCustomer, signUpProvider, unique, verify } from './provider';
import { test } from './test';

const fresh = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

/** A sandbox's API: its clock can be moved to where an invoice is. */
async function givenSandbox(browser: Browser, request: APIRequestContext) {
  const { slug, sandboxSecretKey } = await signUpProvider(await fresh(browser), 'WeatherNow');
  const headers = { authorization: `Bearer ${sandboxSecretKey}` };
  const send = async (method: 'post' | 'put' | 'get', path: string, data?: object) => {
    const answer = await request[method](`/api/v1${path}`, { headers, data });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  await send('put', '/clock', { now: '2025-12-31T18:30:00.000Z' });
  await send('post', '/plans', {
    ...{ slug: 'growth', name: 'Growth', currency: 'INR', interval: 'month', basePrice: '0' },
    prices: [
      {
        ...{ meter: 'calls', model: 'graduated' },
        tiers: [
          { upTo: '2', unitPrice: '1' },
          { upTo: null, unitPrice: '0.5' },
        ],
      },
    ],
  });
  /** A customer with three calls on two endpoints in January. */
  const customer = async (name: string): Promise<string> => {
    const { id } = await send('post', '/customers', { name, email: `${unique('dev')}@customer.example` });
    await send('post', `/customers/${id}/subscription`, { plan: 'growth' });
    const calls = [
      { endpoint: '/v1/forecast', timestamp: '2026-01-05T06:00:00.000Z' },
      { endpoint: '/v1/alerts', timestamp: '2026-01-05T07:00:00.000Z' },
      { endpoint: '/v1/forecast', timestamp: '2026-01-09T06:00:00.000Z' },
    ];
    await send('put', '/clock', { now: '2026-01-10T06:00:00.000Z' });
    await send(
      'post',
      '/events',
      calls.map((call) => ({ ...call, customer: id, id: unique('event') })),
    );
    return id;
  };
  return { slug: `${slug}-sandbox`, send, customer };
}

test('an invoice is explained from its amount to the calls; another customer’s is nowhere', async ({
  browser,
  request,
}) => {
  const { slug, send, customer } = await givenSandbox(browser, request);
  const own = await customer('Acme Weather Apps');
  const other = await customer('Elsewhere Ltd');
  await send('put', '/clock', { now: '2026-02-12T06:00:00.000Z' });
  const invoiceOf = async (id: string) => (await send('get', `/invoices?customer=${id}`)).data[0].id;
  const [invoice, foreign] = [await invoiceOf(own), await invoiceOf(other)];

  const page = await fresh(browser);
  const { url } = await send('post', '/portal-sessions', { customer: own });
  await page.goto(new URL(url).pathname + new URL(url).search);
  await page.getByRole('link', { name: 'Invoices' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  const explained = page.getByRole('region', { name: 'How the usage adds up' });
  // Two at ₹1, one at ₹0.50.
  await explained.getByText('₹2.50').click();
  await expect(explained.getByText('× ₹0.5')).toBeVisible();
  await explained.getByText('2 days, 3 calls').click();
  await explained.getByText('2026-01-05').click();
  await expect(explained.getByText('/v1/alerts')).toBeVisible();
  await explained.getByRole('link', { name: 'See the single calls' }).click();
  await expect(page.getByRole('region', { name: 'Single calls' }).getByRole('row')).toHaveCount(4);

  const base = `/p/${slug}/portal/invoices`;
  for (const file of ['', '/pdf', '/csv']) {
    expect((await page.request.get(`${base}/${invoice}${file}`)).status(), file).toBe(200);
    expect((await page.request.get(`${base}/${foreign}${file}`)).status(), file).toBe(404);
  }
  const csv = await (await page.request.get(`${base}/csv`)).text();
  expect(csv.trim().split('\n')).toHaveLength(2);
  const note = `/p/${slug}/portal/credit-notes/cn_00000000000000000000000000/pdf`;
  expect((await page.request.get(note)).status()).toBe(404);
});

test('a key is limited, then rotated under traffic without a failed call', async ({ browser, request }) => {
  const { slug, secretKey } = await signUpProvider(await fresh(browser), 'WeatherNow');
  const answer = await request.post('/api/v1/plans', {
    headers: { authorization: `Bearer ${secretKey}` },
    data: { slug: 'payg', name: 'Pay as you go', currency: 'INR', interval: 'month', basePrice: '0' },
  });
  expect(answer.status()).toBe(201);
  const page = await fresh(browser);
  await signUpCustomer(page, slug, 'Acme Weather Apps');
  await page.goto(`/p/${slug}/portal/keys`);
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Production');
  await dialog.getByText('Limits and restrictions').click();
  await dialog.getByLabel('Only from these addresses').fill('203.0.113.0/99');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('Must be an IPv4 or IPv6 range').first()).toBeVisible();
  await dialog.getByLabel('Only from these addresses').fill('');
  await dialog.getByLabel('Scopes').fill('forecast:read');
  await dialog.getByLabel('Units a period').fill('5000');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  let secret = await shownSecret(dialog);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('forecast:read · 5,000 units a period')).toBeVisible();

  const answers: { code: string }[] = [];
  let isOver = false;
  const traffic = (async () => {
    while (!isOver) answers.push(await verify(request, secretKey, secret, '/v1/forecast'));
  })();
  await page.getByRole('button', { name: 'Rotate Production' }).click();
  await dialog.getByLabel('The old secret').selectOption('3600');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const next = await shownSecret(dialog);
  const before = answers.length;
  secret = next;
  await expect.poll(() => answers.length).toBeGreaterThan(before + 10);
  isOver = true;
  await traffic;
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['ok']));
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Edit Production' }).first().click();
  await expect(dialog.getByLabel('Units a period')).toHaveValue('5000');
  await dialog.getByLabel('Units a period').fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await verify(request, secretKey, next, '/v1/forecast')).toMatchObject({ code: 'quota_exceeded' });
  await page.goto(`/p/${slug}/portal`);
  await expect(page.getByTestId('over-quota')).toHaveText('1');
});

test('usage is shown by key and status, and leaves as CSV', async ({ browser, request }) => {
  const { slug, send, customer } = await givenSandbox(browser, request);
  const id = await customer('Acme Weather Apps');
  const page = await fresh(browser);
  const { url } = await send('post', '/portal-sessions', { customer: id });
  await page.goto(new URL(url).pathname + new URL(url).search);
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('region', { name: 'Calls by key' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Calls by status' })).toBeVisible();
  const csv = await (await page.request.get(`/p/${slug}/portal/usage/csv?days=30`)).text();
  expect(csv.trim().split('\r\n').slice(1).sort()).toEqual([
    '2026-01-05,/v1/alerts,1,1,0,',
    '2026-01-05,/v1/forecast,1,1,0,',
    '2026-01-09,/v1/forecast,1,1,0,',
  ]);
});
