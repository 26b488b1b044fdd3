import { describe, expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { listAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { createKey } from '@/lib/keys';
import { type GivenProvider, givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { createPortalSession } from './create-portal-session';
import { openPortalLink } from './open-portal-link';
import { closePortalSession, portalSessionContext } from './portal-session-context';
import { readSession } from './read-session';
import { visitorContext } from './visitor-context';

useRuntime();

const visitorOf = ({ ctx }: GivenProvider): Context => ({ ...ctx, actor: visitorContext().actor });
const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';

async function givenLink(member?: { name: string; role: 'owner' | 'viewer' }) {
  const provider = await givenProvider();
  const customer = await givenCustomer(provider.ctx);
  const actor = member ? ({ kind: 'member', id: provider.userId, ...member } as const) : provider.ctx.actor;
  const made = await createPortalSession({ ...provider.ctx, actor }, { customer: customer.id });
  return { provider, customer, visitor: visitorOf(provider), token: tokenOf(made.url), ...made };
}

describe('POST /portal-sessions', () => {
  it('answers 201 with a link that is good for a quarter of an hour', async () => {
    const provider = await givenProvider();
    const { id, externalId } = await givenCustomer(provider.ctx);
    const http = api(provider.secretKey);
    const answer = await http.post('/portal-sessions', { customer: `ext:${externalId}` });
    expect(answer.status).toBe(201);
    expect(new URL(answer.body.url).pathname).toBe(`/p/${provider.slug}/open`);
    expect(Date.parse(answer.body.expiresAt)).toBeGreaterThan(Date.now() + 10 * 60_000);
    const back = await http.post('/portal-sessions', { customer: id, returnUrl: 'javascript:alert(1)' });
    expect(back).toMatchObject({ status: 422, body: { errors: [{ path: 'returnUrl' }] } });
  });

  it("is 404 for another's customer", async () => {
    const { id } = await givenCustomer((await givenProvider()).ctx);
    const answer = await api((await givenProvider()).secretKey).post('/portal-sessions', { customer: id });
    expect(answer.status).toBe(404);
  });
});

describe('a portal link', () => {
  it('opens its one customer, once, however many follow it at the same moment', async () => {
    const { visitor, token, customer } = await givenLink();
    const opened = await Promise.all(
      Array.from({ length: 8 }, () => openPortalLink(visitor, { token, userAgent: null })),
    );
    const sessions = opened.filter((one) => one !== null);
    expect(sessions).toHaveLength(1);
    const active = await portalSessionContext(visitor, { token: sessions[0]?.cookie });
    expect(active).toMatchObject({ customer: { id: customer.id }, role: 'owner', link: { openedBy: null } });
  });

  it('is worth nothing elsewhere: at another provider, as a sign-in, after it was closed', async () => {
    const { visitor, token } = await givenLink();
    const elsewhere = visitorOf(await givenProvider());
    expect(await openPortalLink(elsewhere, { token, userAgent: null })).toBeNull();
    const opened = await openPortalLink(visitor, { token, userAgent: null });
    expect(await portalSessionContext(elsewhere, { token: opened?.cookie })).toBeNull();
    expect(await readSession(opened?.cookie)).toBeNull();
    await closePortalSession(opened?.cookie);
    expect(await portalSessionContext(visitor, { token: opened?.cookie })).toBeNull();
  });

  it('writes down who looked on as the customer, and what they did under their own name', async () => {
    const { provider, visitor, token, customer } = await givenLink({ name: 'Asha', role: 'owner' });
    const opened = await openPortalLink(visitor, { token, userAgent: null });
    const active = await portalSessionContext(visitor, { token: opened?.cookie });
    expect(active?.link).toEqual({ openedBy: 'Asha', returnUrl: null });
    await createKey(active!.ctx, { customer: customer.id, key: { name: 'Help' } });
    const { data } = await listAudit(provider.ctx, { customer: customer.id, limit: 2 });
    expect(data.map(({ action, actor }) => [action, actor.name])).toEqual([
      ['key.created', 'Asha (WeatherNow) as Acme'],
      ['portal.impersonated', 'Asha'],
    ]);
  });

  it('is not for those who may only look', async () => {
    await expect(givenLink({ name: 'Vik', role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
