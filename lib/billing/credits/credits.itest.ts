import { describe, expect, it } from 'vitest';
import { standingClock } from '@/lib/core/clock';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { closeDuePeriods } from '../close-due-periods';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
const flat = { name: 'Flat', basePrice: '600', prices: [] };

interface Movement {
  grant: string;
  kind: string;
  amount: number;
  at: string;
}

async function creditsOf(box: Sandbox, customer: string) {
  const { body } = await box.http.get(`/customers/${customer}/credits`);
  const movements: Movement[] = body.movements;
  expect(movements.reduce((sum, { amount }) => sum + amount, 0)).toBe(body.balance);
  const { balance, grants } = body;
  const remaining: Record<string, number> = {};
  for (const grant of grants) remaining[grant.id] = grant.remaining;
  return { balance, grants, movements, remaining };
}

async function give(box: Sandbox, customer: string, fields: object) {
  const answer = await box.http.post(`/customers/${customer}/credits`, { reason: 'Bought', ...fields });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Three grants that meet in one instant, and an invoice that is paid of them then. */
async function givenMeeting() {
  const box = await givenSandbox(kolkata('2026-01-01'));
  const customer = await box.customer();
  const monthly = { interval: 'month' };
  const reset = await give(box, customer, { amount: 50_000, recurring: { ...monthly, reset: true } });
  const rolling = await give(box, customer, { amount: 10_000, recurring: monthly });
  const expiring = await give(box, customer, {
    ...{ amount: 5000, priority: 9, expiresAt: kolkata('2026-02-01') },
  });
  const first = await give(box, customer, { amount: 25_000, priority: -1 });
  await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan(flat) });
  return { box, customer, reset, rolling, expiring, first };
}

describe('credits that meet in one instant', () => {
  it('expire first, then are reset, then come again, then are spent', async () => {
    const { box, customer, reset, rolling, expiring, first } = await givenMeeting();
    expect(reset).toMatchObject({
      recurring: { interval: 'month', reset: true, nextAt: kolkata('2026-02-01') },
    });
    expect((await creditsOf(box, customer)).remaining).toEqual({
      ...{ [reset.id]: 15_000, [rolling.id]: 10_000, [expiring.id]: 5000, [first.id]: 0 },
    });
    const did = await box.moveTo(kolkata('2026-02-01'));
    expect(did.map(({ what }) => what)).toEqual([
      ...['credits_expired', 'credits_reset', 'credits_recurred'],
      ...['period_closed', 'invoice_finalized'],
    ]);
    const { movements, remaining } = await creditsOf(box, customer);
    const then = movements.filter(({ at }) => at === kolkata('2026-02-01')).reverse();
    expect(then.map(({ grant, kind, amount }) => [grant, kind, amount])).toEqual([
      [expiring.id, 'expiry', -5000],
      [reset.id, 'reset', -15_000],
      expect.arrayContaining(['recurrence']),
      expect.arrayContaining(['recurrence']),
      [reset.id, 'burn', -50_000],
      [rolling.id, 'burn', -10_000],
    ]);
    expect(remaining).toMatchObject({ [reset.id]: 0, [rolling.id]: 10_000, [expiring.id]: 0 });
  });

  it('do so once, with several workers and when the job was away for months', async () => {
    const { box, customer, reset, rolling } = await givenMeeting();
    const at = (day: string) => ({
      ...box.provider.sandbox,
      clock: standingClock(new Date(kolkata(day))),
    });
    const then = at('2026-04-02');
    const outcomes = await Promise.all([closeDuePeriods(then), closeDuePeriods(then), closeDuePeriods(then)]);
    expect(outcomes.map(({ failed }) => failed)).toEqual([0, 0, 0]);
    expect(await closeDuePeriods(then)).toEqual({ done: [], failed: 0 });
    await box.moveTo(kolkata('2026-04-02'));
    const { movements, grants } = await creditsOf(box, customer);
    const times = (id: string) =>
      movements.filter(({ grant, kind }) => grant === id && kind === 'recurrence').map((one) => one.at);
    const months = ['2026-04-01', '2026-03-01', '2026-02-01'].map(kolkata);
    expect(times(reset.id).sort()).toEqual([...months].sort());
    expect(times(rolling.id).sort()).toEqual([...months].sort());
    for (const grant of grants) expect(grant.remaining).toBeGreaterThanOrEqual(0);
    const next = grants.find(({ id }: { id: string }) => id === reset.id).recurring.nextAt;
    expect(next).toBe(kolkata('2026-05-01'));
  });
});

describe('a recurring grant', () => {
  it('of the 31st comes on the last day of shorter months, and never when it has expired', async () => {
    const box = await givenSandbox(kolkata('2026-01-31'));
    const customer = await box.customer();
    await give(box, customer, {
      ...{ amount: 100, expiresAt: kolkata('2026-04-30'), recurring: { interval: 'month', reset: false } },
    });
    await box.moveTo(kolkata('2026-08-01'));
    const { movements, grants, balance } = await creditsOf(box, customer);
    expect(movements.reverse().map(({ kind, amount, at }) => [kind, amount, at])).toEqual([
      ['grant', 100, kolkata('2026-01-31')],
      ['recurrence', 100, kolkata('2026-02-28')],
      ['recurrence', 100, kolkata('2026-03-31')],
      ['expiry', -300, kolkata('2026-04-30')],
    ]);
    expect([balance, grants[0].recurring.nextAt]).toEqual([0, null]);
  });

  it('of the leap day comes on 28 February in other years', async () => {
    const box = await givenSandbox(kolkata('2028-02-29'));
    const customer = await box.customer();
    await give(box, customer, { amount: 1, recurring: { interval: 'year', reset: true } });
    await box.moveTo(kolkata('2032-03-01'));
    const came = (await creditsOf(box, customer)).movements.filter(({ kind }) => kind === 'recurrence');
    const days = ['2032-02-29', '2031-02-28', '2030-02-28', '2029-02-28'];
    expect(came.map(({ at }) => at)).toEqual(days.map(kolkata));
  });

  it('ends when it is ended: what is left expires, nothing comes again, a second time changes nothing', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.customer();
    const { id } = await give(box, customer, { amount: 500, recurring: { interval: 'month' } });
    await box.moveTo(kolkata('2026-02-10'));
    const path = `/customers/${customer}/credits/${id}`;
    const ended = await box.http.delete(path);
    expect(ended).toMatchObject({
      status: 200,
      body: { remaining: 0, expiresAt: kolkata('2026-02-10'), recurring: { nextAt: null } },
    });
    expect((await box.http.delete(path)).body).toEqual(ended.body);
    await box.moveTo(kolkata('2026-05-01'));
    const { balance, movements } = await creditsOf(box, customer);
    expect([balance, movements.length]).toEqual([0, 3]);
  });

  it('404: another customer’s; 422: an interval that is none', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const customer = await box.customer();
    const { id } = await give(box, customer, { amount: 500 });
    expect((await box.http.delete(`/customers/${await box.customer()}/credits/${id}`)).status).toBe(404);
    const recurring = { interval: 'week' };
    const refused = await box.http.post(`/customers/${customer}/credits`, {
      ...{ amount: 5, reason: 'x', recurring },
    });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'recurring.interval' }] } });
  });
});
