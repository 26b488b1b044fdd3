import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/*
 * `node bench/pricing-page.js [address]`: what a pricing page of a running product costs a visitor who has never been
 * there: the largest contentful paint, and the scripts over the wire until then and, apart, once somebody plays with
 * the calculator. Run against `npm start`, not `npm run dev`. Exits with 1 when a budget is passed.
 */

/** Milliseconds until the largest thing is painted, and bytes of scripts before the calculator is touched. */
const BUDGET = { lcpMs: 1_000, scriptBytes: 130_000 };
const VISITS = 5;
/** Nothing more is fetched for so long: the page has come to rest. */
const REST_MS = 1_500;

const address = process.argv[2] ?? 'http://127.0.0.1:3000/p/weathernow';
const system = '/usr/bin/chromium';
const executablePath = process.env.PLAYWRIGHT_CHROMIUM || (existsSync(system) ? system : undefined);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const visits = [];
for (let visit = 0; visit < VISITS; visit++) visits.push(await measure());
await browser.close();

const middle = (name) => visits.map((visit) => visit[name]).sort((a, b) => a - b)[Math.floor(VISITS / 2)];
const result = {
  address,
  visits: VISITS,
  lcpMs: middle('lcpMs'),
  lcpMsWorst: Math.max(...visits.map(({ lcpMs }) => lcpMs)),
  scriptBytes: middle('scriptBytes'),
  scriptBytesAfterCalculator: middle('afterCalculator'),
  scripts: visits[0].scripts,
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
const passed = Object.entries(BUDGET).filter(([name, most]) => result[name] > most);
for (const [name, most] of passed) process.stderr.write(`${name} is ${result[name]}, above ${most}\n`);
process.exit(passed.length > 0 ? 1 : 0);

/** One visit with an empty cache, on a desktop's screen, over loopback without throttling. */
async function measure() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Map();
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || /\.js(\?|$)/.test(response.url)) {
      scripts.set(requestId, { url: response.url, bytes: 0 });
    }
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes = encodedDataLength;
  });
  const bytes = () => [...scripts.values()].reduce((sum, script) => sum + script.bytes, 0);
  await page.addInitScript(() => {
    globalThis.lcpMs = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.lcpMs = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForTimeout(REST_MS);
  const lcpMs = Math.round(await page.evaluate(() => globalThis.lcpMs));
  const [scriptBytes, count] = [bytes(), scripts.size];
  const number = page.getByRole('spinbutton', { name: 'Calls a month' });
  if (await number.count()) {
    await number.fill('250000');
    await page.waitForTimeout(REST_MS);
  }
  const visit = { lcpMs, scriptBytes, scripts: count, afterCalculator: bytes() };
  await context.close();
  return visit;
}
