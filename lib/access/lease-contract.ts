import { describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { revokeKey } from '@/lib/keys';
import { setBudget } from '@/lib/tenants';
import { type GivenProvider, givenKey, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { queryUsage } from '@/lib/usage';
import { gauge } from './gauge-of-process';
import { grantLease } from './grant-lease';
import { leaseRequestSchema, settleLeaseRequestSchema } from './lease-schemas';
import { reconcileGauge } from './reconcile-gauge';
import { verifyRequestSchema } from './schemas';
import { LEASE_GRACE_SECONDS, releaseEndedLeases, settleLease } from './settle-lease';
import { verifyCall } from './verify-call';

/** What a lease promises, wherever the gauge is. */
export function leaseContract(): void {
  const grant = ({ ctx }: GivenProvider, request: Record<string, unknown>) =>
    grantLease(ctx, leaseRequestSchema.parse(request));
  const settle = ({ ctx }: GivenProvider, request: Record<string, unknown>) =>
    settleLease(ctx, settleLeaseRequestSchema.parse(request));
  const verify = ({ ctx }: GivenProvider, request: Record<string, unknown>) =>
    verifyCall(ctx, verifyRequestSchema.parse(request));
  const usageOf = async ({ ctx }: GivenProvider, customer: string) =>
    (await queryUsage(ctx, { customer, granularity: 'total' })).total;
  const uses = (count: number, status = 200) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${n}`,
      afterMs: n,
      status,
      latencyMs: 5,
      endpoint: 'GET /x',
    }));

  describe('a grant', () => {
    it('gives out exactly what is left, however many ask at once', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
      const leases = await Promise.all(
        Array.from({ length: 12 }, () => grant(provider, { key: one.secret, calls: 30 })),
      );
      expect(leases.reduce((sum, { calls }) => sum + calls, 0)).toBe(100);
      expect(leases.filter(({ allowed }) => !allowed).every(({ code }) => code === 'quota_exceeded')).toBe(
        true,
      );
      expect((await verify(provider, { key: one.secret })).code).toBe('quota_exceeded');
      expect(await usageOf(provider, one.customer.id)).toMatchObject({ quantity: 0, calls: 0 });
    });

    it('takes a slice of the rate limit, and no more than is left of it', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider, { rateLimit: { limit: 10, windowSeconds: 3600 } });
      expect(await grant(provider, { key: one.secret, calls: 4 })).toMatchObject({ calls: 4, units: '4' });
      expect(await grant(provider, { key: one.secret, calls: 50 })).toMatchObject({ calls: 6, units: '6' });
      expect((await verify(provider, { key: one.secret })).code).toBe('rate_limited');
    });

    it('holds to a budget, a prepaid balance and the limits of the key as single calls would', async () => {
      const provider = await givenProvider();
      const prices = [{ meter: 'calls', model: 'percentage', ratePercent: '100', fixedFee: '0.50' }] as never;
      const one = await givenSubscribed(provider, { prices });
      // Each call of one unit costs a rupee and a fee of half a rupee.
      await setBudget(provider.ctx, { id: one.customer.id, budget: { amount: 1500 } });
      let granted = 0;
      for (;;) {
        const { calls } = await grant(provider, { key: one.secret, calls: 7 });
        if (calls === 0) break;
        granted += calls;
      }
      expect(granted).toBe(10);
      const other = await givenSubscribed(provider);
      const bound = await givenKey(provider.ctx, other.customer.id, { quota: { limit: 5 } });
      expect(await grant(provider, { key: bound.secret, calls: 8, cost: '0.5' })).toMatchObject({
        calls: 8,
        units: '4',
      });
      expect(await grant(provider, { key: bound.secret, calls: 8, cost: '0.5' })).toMatchObject({
        calls: 2,
        units: '1',
      });
      const prepaid = await givenSubscribed(provider, { billing: 'prepaid' });
      expect((await grant(provider, { key: prepaid.secret, calls: 5 })).code).toBe('credits_exhausted');
    });

    it('is refused with the reason, and reserves nothing', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider);
      const bound = await givenKey(provider.ctx, one.customer.id, { ipAllowList: ['10.0.0.0/8'] });
      expect(await grant(provider, { key: 'sk_live_x', calls: 5 })).toMatchObject({
        allowed: false,
        code: 'invalid_key',
      });
      expect(await grant(provider, { key: bound.secret, ip: '10.1.1.1', calls: 5 })).toMatchObject({
        allowed: false,
        code: 'not_leasable',
        customer: { id: one.customer.id },
      });
      await revokeKey(provider.ctx, { id: one.keyId });
      await expect
        .poll(async () => (await grant(provider, { key: one.secret, calls: 5 })).code)
        .toBe('key_revoked');
    });
  });

  describe('a settlement', () => {
    it('counts each use once, gives the rest back, and does nothing more when it is repeated', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
      const lease = await grant(provider, { key: one.secret, calls: 100 });
      const report = { lease: lease.id, uses: uses(30), held: { calls: 0, units: 0 } };
      expect(await settle(provider, report)).toEqual({
        accepted: 30,
        duplicates: 0,
        held: { calls: 0, units: '0' },
      });
      expect(await settle(provider, report)).toMatchObject({ accepted: 0, duplicates: 30 });
      expect(await usageOf(provider, one.customer.id)).toMatchObject({
        quantity: 30,
        calls: 30,
        latencyMsAvg: 5,
      });
      expect((await verify(provider, { key: one.secret })).quota).toMatchObject({ used: 31, remaining: 69 });
      expect((await reconcileGauge(provider.ctx)).differences).toEqual([]);
    });

    it('goes on reserving what is under way, and never reserves more again', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
      const lease = await grant(provider, { key: one.secret, calls: 50 });
      await settle(provider, { lease: lease.id, uses: uses(20), held: { calls: 5, units: 5 } });
      const late = await settle(provider, { lease: lease.id, uses: [], held: { calls: 30, units: 30 } });
      expect(late.held).toEqual({ calls: 5, units: '5' });
      expect((await verify(provider, { key: one.secret, dryRun: true })).quota).toMatchObject({ used: 26 });
    });

    it('gives calls that the plan does not charge back to the quota', async () => {
      const provider = await givenProvider();
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 10, hard: true }] });
      const lease = await grant(provider, { key: one.secret, calls: 10 });
      await settle(provider, { lease: lease.id, uses: uses(10, 503), held: { calls: 0, units: 0 } });
      expect((await verify(provider, { key: one.secret })).quota).toMatchObject({ used: 1 });
    });

    it("knows no other provider's lease", async () => {
      const [mine, other] = [await givenProvider(), await givenProvider()];
      const one = await givenSubscribed(mine);
      const lease = await grant(mine, { key: one.secret, calls: 5 });
      const report = { lease: lease.id, uses: [], held: { calls: 0, units: 0 } };
      await expect(settle(other, report)).rejects.toMatchObject({ code: 'not_found' });
      await expect(settle(mine, { ...report, lease: 'lease_x' })).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });

  it('what is reserved outlives the counters: they are loaded with it', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
    const lease = await grant(provider, { key: one.secret, calls: 90 });
    await gauge().forgetProvider(provider.ctx.provider.id);
    expect((await verify(provider, { key: one.secret, cost: 11 })).code).toBe('quota_exceeded');
    expect((await reconcileGauge(provider.ctx)).differences).toEqual([]);
    await settle(provider, { lease: lease.id, uses: uses(3), held: { calls: 0, units: 0 } });
    expect((await verify(provider, { key: one.secret, cost: 97 })).allowed).toBe(true);
  });

  it('what nobody accounts for is given back after the end and its grace; a late report still counts', async () => {
    const provider = await givenProvider();
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 10, hard: true }] });
    const lease = await grant(provider, { key: one.secret, calls: 10 });
    expect(await releaseEndedLeases(provider.ctx)).toBe(0);
    await runtime().pool.query(
      `UPDATE ledger.lease SET expires_at = now() - $2 * interval '1 second' WHERE lease_id = $1`,
      [lease.id, LEASE_GRACE_SECONDS + 1],
    );
    expect(await releaseEndedLeases(provider.ctx)).toBe(1);
    expect(await releaseEndedLeases(provider.ctx)).toBe(0);
    expect((await verify(provider, { key: one.secret, dryRun: true })).quota).toMatchObject({ used: 1 });
    await settle(provider, { lease: lease.id, uses: uses(4), held: { calls: 0, units: 0 } });
    expect((await verify(provider, { key: one.secret, dryRun: true })).quota).toMatchObject({ used: 5 });
    expect(await usageOf(provider, one.customer.id)).toMatchObject({ calls: 4 });
  });
}
