import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import {
  createPlanInDashboard,
  fillProviderSignup,
  shownSecret,
  signUpCustomer,
  signUpProvider,
} from './provider';
import { Terminal } from './terminal';
import { test } from './test';

/** What a reader has after pressing the block's button to copy. */
async function copied(page: Page, block: number, label: string): Promise<string> {
  const figure = page.locator('figure[data-language="sh"]').nth(block);
  await figure.getByRole('button', { name: `Copy ${label}` }).click();
  await expect(figure.getByRole('button')).toHaveText('Copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a newcomer gets from the documentation to a metered call by copy and paste alone', async ({
  browser,
}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto('/docs');
  const quickstart = page.url();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await fillProviderSignup(page, 'WeatherNow');
  await page.getByRole('button', { name: /^Copy .*sandbox/i }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^tg_test_/);

  await page.goto(quickstart);
  const terminal = new Terminal();
  try {
    await terminal.paste(await copied(page, 0, 'Shell'), secret);
    expect(await terminal.paste(await copied(page, 1, 'Shell'))).toContain('"slug":"starter"');
    expect(await terminal.paste(await copied(page, 2, 'Shell'))).toContain("The customer's key: ");
    const answer = JSON.parse(await terminal.paste(await copied(page, 3, 'Shell')));
    expect(answer).toMatchObject({ allowed: true, code: 'ok', plan: 'starter' });
  } finally {
    terminal.close();
  }
  await page.goto('/dashboard');
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: /Sandbox/ }).click();
  await expect(page.getByText('Acme Weather Apps').first()).toBeVisible();
  await page.goto('/dashboard/usage');
  await expect(page.getByTestId('usage-calls')).toHaveText('1');
});

/** A provider's API as it must be for a page of another origin to call it. */
function answerForecast(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ forecast: 'sunny', sent: request.headers.authorization }));
}

test('a provider describes its API; whoever signs up tries a call with the new key', async ({ browser }) => {
  const weather = createServer(answerForecast).listen(0, '127.0.0.1');
  try {
    await once(weather, 'listening');
    const { port } = weather.address() as AddressInfo;
    const page = await browser.newPage();
    const { slug } = await signUpProvider(page, 'WeatherNow');
    await createPlanInDashboard(page);
    await page.goto('/dashboard/developers/api-docs');
    await page.getByLabel('OpenAPI document').fill('openapi: 3.1.0\ninfo: {}\npaths: {}\n');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText(/document\.info .*title/).first()).toBeVisible();
    await page.getByLabel(/^File/).setInputFiles({
      name: 'weather.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(`openapi: 3.1.0
info: { title: WeatherNow API, version: '7' }
servers: [{ url: 'http://127.0.0.1:${port}' }]
paths:
  /v1/forecast:
    get: { summary: The weather of tomorrow, responses: { '200': { description: The forecast. } } }
`),
    });
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('heading', { name: 'WeatherNow API' })).toBeVisible();

    const customer = await browser.newPage();
    await signUpCustomer(customer, slug, 'Acme Weather Apps');
    const key = await shownSecret(customer);
    await customer.getByRole('radio', { name: 'Python' }).check({ force: true });
    await expect(customer.getByText(`"Authorization": "Bearer ${key}"`)).toBeVisible();
    await customer.getByRole('link', { name: /try calls with this key/ }).click();
    await expect(customer.getByLabel('Your API key')).toHaveValue(key);
    await customer
      .getByRole('button', { name: /forecast/ })
      .first()
      .click();
    await customer.getByRole('button', { name: 'Try it out' }).click();
    await customer.getByRole('button', { name: 'Execute' }).click();
    await expect(
      customer.locator('.live-responses-table .response-col_description pre').first(),
    ).toContainText(`Bearer ${key}`);
    await customer.goto(`/p/${slug}/portal`);
    await customer.getByRole('link', { name: 'API docs' }).click();
    await expect(customer.getByRole('heading', { name: 'WeatherNow API' })).toBeVisible();
  } finally {
    weather.close();
  }
});
