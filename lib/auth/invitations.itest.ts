import { describe, expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { signUpCustomer } from '@/lib/auth';
import { runtime } from '@/lib/infra/runtime';
import { getSubscription } from '@/lib/subscriptions';
import { givenPlan, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

async function givenPrivatePlan() {
  const provider = await givenProvider();
  const client = api(provider.secretKey);
  const open = await givenPlan(provider.ctx);
  const plan = await givenPlan(provider.ctx, { public: false, name: 'Partner' });
  const path = `/plans/${plan.slug}/invitations`;
  const shown = async (token?: string) => {
    const query = token === undefined ? '' : `?invite=${token}`;
    const { status, body } = await api().get(`/public/${provider.slug}/plans${query}`);
    expect(status).toBe(200);
    return body.data.map(({ slug }: { slug: string }) => slug);
  };
  const visitor = {
    ...provider.ctx,
    actor: { kind: 'visitor' as const, id: 'visitor', name: 'Visitor' },
  };
  const signUp = (invite: string | undefined, email = `${uniqueText('cto')}@example.com`) =>
    signUpCustomer(visitor, {
      ...{ plan: plan.slug, name: 'Acme', email, password: 'correct horse battery', country: 'IN' },
      ...{ invite, address: null },
    });
  return { provider, client, open, plan, path, shown, signUp };
}

describe('an invitation to a private plan', () => {
  it('shows the plan to whoever has its link, first, and to nobody else', async () => {
    const { provider, client, open, plan, path, shown } = await givenPrivatePlan();
    const { status, body } = await client.post(path, {});
    expect(status).toBe(201);
    expect(body).toMatchObject({ email: null, uses: 0, usesLeft: 1, expiresAt: null, revokedAt: null });
    expect(body.url).toMatch(new RegExp(`/p/${provider.slug}\\?invite=${body.token}$`));
    expect(await shown()).toEqual([open.slug]);
    expect(await shown(body.token)).toEqual([plan.slug, open.slug]);
    expect(await shown('A'.repeat(32))).toEqual([open.slug]);
    const list = (await client.get(path)).body.data;
    expect(list).toEqual([{ ...body, token: undefined, url: undefined }]);
    const rows = await runtime().prisma.planInvitation.findMany({ where: { id: body.id } });
    expect(JSON.stringify(rows)).not.toContain(body.token);
  });

  it('lets so many sign up as it says, also when they come at once, and then no more', async () => {
    const { provider, client, open, plan, path, shown, signUp } = await givenPrivatePlan();
    await expect(signUp(undefined)).rejects.toMatchObject({ code: 'not_found' });
    const { token } = (await client.post(path, { maxUses: 2 })).body;
    const outcomes = await Promise.allSettled([signUp(token), signUp(token), signUp(token)]);
    const signedUp = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(signedUp).toHaveLength(2);
    for (const { customerId } of signedUp) {
      expect(await getSubscription(provider.ctx, { customer: customerId })).toMatchObject({
        plan: plan.slug,
      });
    }
    expect(await shown(token)).toEqual([open.slug]);
    expect((await client.get(path)).body.data).toMatchObject([{ uses: 2, usesLeft: 0 }]);
    // Nothing is left of the one who came too late.
    expect((await client.get('/customers')).body.data).toHaveLength(2);
  });

  it('bound to an address is for that one alone', async () => {
    const { client, path, signUp } = await givenPrivatePlan();
    const email = `${uniqueText('Chief')}@Example.com`;
    const { token } = (await client.post(path, { email })).body;
    await expect(signUp(token)).rejects.toMatchObject({
      ...{ code: 'validation_failed', fields: [{ path: 'invite', code: 'not_valid' }] },
    });
    await signUp(token, email.toLowerCase());
  });

  it('is over when it is revoked, has expired or its plan is archived', async () => {
    const { client, open, plan, path, shown, signUp } = await givenPrivatePlan();
    const [one, two] = [(await client.post(path, {})).body, (await client.post(path, {})).body];
    const revoked = await client.delete(`${path}/${one.id}`);
    expect(revoked).toMatchObject({ status: 200, body: { id: one.id, revokedAt: expect.any(String) } });
    expect((await client.delete(`${path}/${one.id}`)).body).toEqual(revoked.body);
    expect(await shown(one.token)).toEqual([open.slug]);
    await expect(signUp(one.token)).rejects.toMatchObject({ code: 'not_found' });
    const past = { expiresAt: new Date(Date.now() - 1000) };
    await runtime().prisma.planInvitation.updateMany({ where: { id: two.id }, data: past });
    expect(await shown(two.token)).toEqual([open.slug]);
    const three = (await client.post(path, {})).body;
    await client.post(`/plans/${plan.slug}/archive`);
    expect(await shown(three.token)).toEqual([open.slug]);
  });

  it('404: another provider’s; 422: an expiry in the past, no uses, a token that is none', async () => {
    const { provider, client, path } = await givenPrivatePlan();
    const { id } = (await client.post(path, {})).body;
    const other = api((await givenProvider()).secretKey);
    for (const answer of [other.get(path), other.post(path, {}), other.delete(`${path}/${id}`)]) {
      expect((await answer).status).toBe(404);
    }
    expect((await client.delete(`${path}/pin_none`)).status).toBe(404);
    for (const [field, value] of [
      ...[['expiresAt', '2020-01-01T00:00:00Z'] as const, ['maxUses', 0] as const],
      ...[['email', 'nobody'] as const],
    ]) {
      const { status, body } = await client.post(path, { [field]: value });
      expect([status, body.errors[0].path]).toEqual([422, field]);
    }
    const { status, body } = await api().get(`/public/${provider.slug}/plans?invite=short`);
    expect([status, body.errors[0].path]).toEqual([422, 'invite']);
  });
});
