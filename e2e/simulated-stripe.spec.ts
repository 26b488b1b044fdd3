import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import Stripe from 'stripe';
import { test } from './test';

/*
 * The hosted pages of the local Stripe as a customer meets them: in a browser, at the product's own address. What
 * they do to cards and payments is tested in e2e/stripe-server.
 */

/** The SDK, with the keys that the product under test made for itself. */
function localStripe(): Stripe {
  const folder = join(process.env.DATA_DIR ?? '.data', 'stripe');
  const { secretKey } = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'));
  const { hostname, port } = new URL(readFileSync(join(folder, 'url'), 'utf8'));
  return new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false });
}

async function fillIn(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('A Payer');
  await page.getByRole('button', { name: 'Pay ₹499.00' }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id }) => `${id} at ${page.url()} (${colorScheme})`)).toEqual([]);
  }
}

test('a payment is declined, asked about by the bank, and made', async ({ page, baseURL }) => {
  const stripe = localStripe();
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: `${baseURL}/api/health?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${baseURL}/`,
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'inr', unit_amount: 49_900, product_data: { name: 'Invoice' } },
      },
    ],
  });
  expect(session.url).toContain(`${baseURL}/simulated-stripe/c/pay/`);
  await page.goto(session.url as string);
  await expect(page.getByText('Simulated Stripe: no money moves')).toBeVisible();
  await expectAccessible(page);

  await fillIn(page, '4000 0000 0000 0002');
  await expect(page.getByRole('alert')).toHaveText('Your card was declined.');
  await expectAccessible(page);

  await fillIn(page, '4000 0025 0000 3155');
  await expect(page.getByRole('heading', { name: '3-D Secure' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page).toHaveURL(new RegExp(`session=${session.id}$`));
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
});
