import { beforeAll, describe, expect, it } from 'vitest';
import {
  type GivenProvider,
  givenCustomer,
  givenPlan,
  givenProvider,
  uniqueText,
} from '@/lib/testing/factories';
import { givenSubscriptionRow, readSubscriptionRow } from '@/lib/testing/rows';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
});

const STARTER = {
  name: 'Starter',
  currency: 'INR',
  interval: 'month',
  basePrice: '49.00',
  trialDays: 14,
  prices: [{ meter: 'calls', model: 'standard', included: '50000', unitPrice: '0.001' }],
  rateLimit: { limit: 100, windowSeconds: 60 },
  quotas: [{ meter: 'calls', limit: 1000, hard: true }],
  features: ['50,000 calls included'],
  billing: 'postpaid',
};

describe('POST /plans', () => {
  it('201: answers with the whole plan at version 1, defaults filled in', async () => {
    const slug = uniqueText('starter');
    const { status, body } = await client.post('/plans', { slug, ...STARTER });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...STARTER,
      slug,
      version: 1,
      description: '',
      public: true,
      highlighted: false,
      proration: 'time',
      chargeableStatus: 'below_500',
      taxCode: null,
      archivedAt: null,
    });
    expect((await client.get(`/plans/${slug}`)).body).toEqual(body);
  });

  it.each(['below_500', 'below_400', 'all'])(
    '201: chargeableStatus %s comes back',
    async (chargeableStatus) => {
      const body = { slug: uniqueText('p'), ...STARTER, chargeableStatus };
      expect((await client.post('/plans', body)).body.chargeableStatus).toBe(chargeableStatus);
    },
  );

  it('409: a slug that is taken', async () => {
    const { slug } = await givenPlan(provider.ctx);
    const { status, body } = await client.post('/plans', { slug, ...STARTER });
    expect([status, body.errors[0].path]).toEqual([409, 'slug']);
  });

  it.each([
    ['slug', { slug: 'Not A Slug' }],
    ['basePrice', { basePrice: 49 }],
    ['basePrice', { basePrice: '-1' }],
    ['basePrice', { basePrice: '49.001' }],
    ['basePrice', { currency: 'JPY', basePrice: '0.5' }],
    ['basePrice', { basePrice: '1'.repeat(30) }],
    ['currency', { currency: 'XXX' }],
    ['interval', { interval: 'week' }],
    ['prices[0].meter', { prices: [{ meter: 'tokens', model: 'standard', unitPrice: '1' }] }],
    [
      'prices[1].meter',
      {
        prices: [
          STARTER.prices[0],
          { meter: 'calls', model: 'package', packageSize: '1', packagePrice: '1' },
        ],
      },
    ],
    ['prices[0].unitPrice', { prices: [{ meter: 'calls', model: 'standard', unitPrice: '1e3' }] }],
    ['quotas[0].meter', { quotas: [{ meter: 'tokens', limit: 1, hard: true }] }],
    ['quotas[1].meter', { quotas: [STARTER.quotas[0], STARTER.quotas[0]] }],
    ['rateLimit.windowSeconds', { rateLimit: { limit: 1, windowSeconds: 0 } }],
    ['chargeableStatus', { chargeableStatus: 'below_300' }],
    ['cost', { cost: 1 }],
  ])('422: names %s', async (path, wrong) => {
    const { status, body } = await client.post('/plans', { slug: uniqueText('p'), ...STARTER, ...wrong });
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('201: trailing zeros are no extra digits, and three digits suit a currency that has three', async () => {
    const yen = await client.post('/plans', {
      slug: uniqueText('p'),
      ...STARTER,
      currency: 'JPY',
      basePrice: '5.00',
    });
    const dinar = await client.post('/plans', {
      slug: uniqueText('p'),
      ...STARTER,
      currency: 'KWD',
      basePrice: '5.125',
    });
    expect([yen.status, dinar.status]).toEqual([201, 201]);
  });
});

describe('GET /plans', () => {
  it('200: private and archived ones too; the filter tells them apart', async () => {
    const own = await givenProvider();
    const open = await givenPlan(own.ctx, { public: false });
    const closed = await givenPlan(own.ctx);
    const mine = api(own.secretKey);
    await mine.post(`/plans/${closed.slug}/archive`);
    const slugs = async (query: string) =>
      (await mine.get(`/plans${query}`)).body.data.map((plan: { slug: string }) => plan.slug);
    expect(await slugs('')).toEqual([closed.slug, open.slug]);
    expect(await slugs('?archived=true')).toEqual([closed.slug]);
    expect(await slugs('?archived=false')).toEqual([open.slug]);
  });

  it.each(['nothing', 'UPPER', '%00', 'a%2Fb'])('404: /plans/%s', async (slug) => {
    expect((await client.get(`/plans/${slug}`)).status).toBe(404);
  });
});

describe('PATCH /plans/{slug}', () => {
  it('200: changes the presentation and nothing else', async () => {
    const plan = await givenPlan(provider.ctx);
    const changes = {
      name: 'Better',
      description: 'Two\nlines',
      features: ['x'],
      public: false,
      highlighted: true,
    };
    const { body } = await client.patch(`/plans/${plan.slug}`, changes);
    expect(body).toEqual({ ...plan, ...changes });
  });

  it.each(['basePrice', 'prices', 'rateLimit', 'slug', 'currency'])(
    '422: %s is not presentation',
    async (field) => {
      const plan = await givenPlan(provider.ctx);
      const { status, body } = await client.patch(`/plans/${plan.slug}`, { [field]: 'x' });
      expect([status, body.errors[0].path]).toEqual([422, field]);
    },
  );
});

describe('POST /plans/{slug}/versions', () => {
  it('201: takes over what is absent; earlier versions stay as they were', async () => {
    const plan = await givenPlan(provider.ctx, {
      basePrice: '10',
      rateLimit: { limit: 5, windowSeconds: 1 },
    });
    const second = await client.post(`/plans/${plan.slug}/versions`, { basePrice: '20.00' });
    expect(second.status).toBe(201);
    expect(second.body).toEqual({ ...plan, version: 2, basePrice: '20.00' });
    const third = await client.post(`/plans/${plan.slug}/versions`, { rateLimit: null, prices: [] });
    expect(third.body).toMatchObject({ version: 3, basePrice: '20.00', rateLimit: null, prices: [] });
    const { body } = await client.get(`/plans/${plan.slug}/versions`);
    expect(
      body.data.map((row: { version: number; basePrice: string }) => [row.version, row.basePrice]),
    ).toEqual([
      [3, '20.00'],
      [2, '20.00'],
      [1, '10'],
    ]);
  });

  it('201: versions made at once get different numbers', async () => {
    const plan = await givenPlan(provider.ctx);
    const answers = await Promise.all(
      ['1', '2', '3', '4'].map((basePrice) => client.post(`/plans/${plan.slug}/versions`, { basePrice })),
    );
    expect(answers.map(({ body }) => body.version).sort()).toEqual([2, 3, 4, 5]);
  });

  it('409: an archived plan gets none; 422: rules hold as for a new plan', async () => {
    const plan = await givenPlan(provider.ctx);
    const wrong = await client.post(`/plans/${plan.slug}/versions`, { basePrice: '0.001' });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'basePrice']);
    expect((await client.post(`/plans/${plan.slug}/versions`, { name: 'x' })).status).toBe(422);
    await client.post(`/plans/${plan.slug}/archive`);
    expect((await client.post(`/plans/${plan.slug}/versions`, {})).status).toBe(409);
    expect((await client.get(`/plans/${plan.slug}`)).body.version).toBe(1);
  });

  it('422: a cursor of another list is refused', async () => {
    const plan = await givenPlan(provider.ctx);
    const { status } = await client.get(
      `/plans/${plan.slug}/versions?cursor=${btoa('plan_1').replace(/=+$/, '')}`,
    );
    expect(status).toBe(422);
  });
});

describe('POST /plans/{slug}/migrate', () => {
  async function subscribed(planId: string, scheduledPlanId: string | null = null) {
    const customer = await givenCustomer(provider.ctx);
    const id = await givenSubscriptionRow(provider.providerId, customer.id, planId, scheduledPlanId);
    return { customer, id };
  }

  it('200: now moves all subscribers at once; a second time there is nobody left to move', async () => {
    const plan = await givenPlan(provider.ctx);
    const [a, b] = [await subscribed(plan.id), await subscribed(plan.id)];
    await client.post(`/plans/${plan.slug}/versions`, { basePrice: '5' });
    expect(await readSubscriptionRow(a.id)).toMatchObject({ planVersion: 1 });
    const move = () => client.post(`/plans/${plan.slug}/migrate`, { toVersion: 2, when: 'now' });
    expect((await move()).body).toEqual({ plan: plan.slug, toVersion: 2, when: 'now', migrated: 2 });
    expect(await readSubscriptionRow(b.id)).toMatchObject({ planVersion: 2, scheduledPlanId: null });
    expect((await move()).body.migrated).toBe(0);
  });

  it('200: period_end schedules, for the named customers alone, and leaves who is leaving', async () => {
    const plan = await givenPlan(provider.ctx);
    const other = await givenPlan(provider.ctx);
    const [a, b, leaving] = [
      await subscribed(plan.id),
      await subscribed(plan.id),
      await subscribed(plan.id, other.id),
    ];
    await client.post(`/plans/${plan.slug}/versions`, { basePrice: '5' });
    const { body } = await client.post(`/plans/${plan.slug}/migrate`, {
      toVersion: 2,
      when: 'period_end',
      customers: [a.customer.id, `ext:${leaving.customer.externalId}`],
    });
    expect(body.migrated).toBe(1);
    expect(await readSubscriptionRow(a.id)).toEqual({
      planVersion: 1,
      scheduledPlanId: plan.id,
      scheduledPlanVersion: 2,
    });
    expect(await readSubscriptionRow(b.id)).toMatchObject({ planVersion: 1, scheduledPlanId: null });
    expect(await readSubscriptionRow(leaving.id)).toMatchObject({ scheduledPlanId: other.id });
  });

  it('422: names a version or customer that does not exist', async () => {
    const plan = await givenPlan(provider.ctx);
    const version = await client.post(`/plans/${plan.slug}/migrate`, { toVersion: 9, when: 'now' });
    expect([version.status, version.body.errors[0].path]).toEqual([422, 'toVersion']);
    const body = { toVersion: 1, when: 'now', customers: ['ext:nobody'] };
    const customer = await client.post(`/plans/${plan.slug}/migrate`, body);
    expect([customer.status, customer.body.errors[0].path]).toEqual([422, 'customers[0]']);
  });
});

describe('GET /public/{providerSlug}/plans', () => {
  it('200: without a secret, what is public and on sale, in the provider’s order, and nothing internal', async () => {
    const own = await givenProvider();
    const second = await givenPlan(own.ctx, { position: 2 });
    const first = await givenPlan(own.ctx, { position: 1 });
    await givenPlan(own.ctx, { public: false });
    const archived = await givenPlan(own.ctx);
    await api(own.secretKey).post(`/plans/${archived.slug}/archive`);
    const { status, body } = await api().get(`/public/${own.slug}/plans`);
    expect(status).toBe(200);
    expect(body.provider).toMatchObject({
      slug: own.slug,
      name: 'WeatherNow',
      currency: 'INR',
      sandbox: false,
    });
    expect(body.data.map((plan: { slug: string }) => plan.slug)).toEqual([first.slug, second.slug]);
    expect(Object.keys(body.data[0])).not.toContain('chargeableStatus');
  });

  it('404: an unknown provider', async () => {
    expect((await api().get('/public/nobody/plans')).status).toBe(404);
  });
});

describe('/meters', () => {
  it('every account starts with calls, the sum of quantities', async () => {
    const own = await givenProvider();
    for (const secret of [own.secretKey, own.sandboxSecretKey]) {
      const { body } = await api(secret).get('/meters');
      expect(body.data).toMatchObject([{ slug: 'calls', aggregation: 'sum' }]);
    }
  });

  it('201: a meter that a plan can then price', async () => {
    const slug = uniqueText('tokens');
    const eventType = `com.example.${slug}`;
    const meter = { slug, name: 'Tokens', unit: 'token', aggregation: 'sum', eventType };
    const { status, body } = await client.post('/meters', meter);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...meter, property: null });
    const prices = [{ meter: slug, model: 'standard', unitPrice: '1' }];
    expect((await client.post('/plans', { slug: uniqueText('p'), ...STARTER, prices })).status).toBe(201);
  });

  it('409: names the field that is taken', async () => {
    const eventType = uniqueText('type');
    const meter = { slug: uniqueText('m'), name: 'M', unit: 'm', aggregation: 'sum', eventType };
    await client.post('/meters', meter);
    const bySlug = await client.post('/meters', { ...meter, eventType: null });
    const byType = await client.post('/meters', { ...meter, slug: uniqueText('m') });
    expect([bySlug.status, bySlug.body.errors[0].path]).toEqual([409, 'slug']);
    expect([byType.status, byType.body.errors[0].path]).toEqual([409, 'eventType']);
  });

  it('422: unique needs a property, and only unique has one', async () => {
    const meter = { slug: uniqueText('m'), name: 'M', unit: 'm' };
    for (const wrong of [
      { aggregation: 'unique' },
      { aggregation: 'sum', property: 'x' },
      { aggregation: 'avg' },
    ]) {
      expect((await client.post('/meters', { ...meter, ...wrong })).status).toBe(422);
    }
    expect((await client.post('/meters', { ...meter, aggregation: 'unique', property: 'user' })).status).toBe(
      201,
    );
  });
});
