import { describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import type { Actor } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import {
  createProvider,
  ensureUser,
  getProvider,
  isPassword,
  listProviderMembers,
  listProviders,
  listSecretKeys,
  revokeSecretKey,
  updateProvider,
} from '.';

useRuntime();

const untenanted = (actor: Actor = { kind: 'visitor', id: 'visitor', name: 'Visitor' }) => ({
  clock: systemClock,
  actor,
  requestId: null,
});

const input = (slug: string, fields: { email?: string; password?: string } = {}) => ({
  name: 'Shop',
  slug,
  email: `${slug}@example.com`,
  password: 'correct horse battery',
  currency: 'INR',
  timezone: 'Asia/Kolkata',
  country: 'IN',
  ...fields,
});

describe('createProvider', () => {
  it('makes a live account and a sandbox beside it, each with owner, meter and secret', async () => {
    const slug = uniqueText('shop');
    const created = await createProvider(untenanted(), input(slug));
    expect(created).toMatchObject({ slug, sandboxSlug: `${slug}-sandbox` });
    expect(created.secretKey).toMatch(/^tg_live_/);
    expect(created.sandboxSecretKey).toMatch(/^tg_test_/);
    const accounts = await listProviders({}, { userId: created.userId });
    expect(accounts.map(({ mode, role, liveProviderId }) => [mode, role, liveProviderId])).toEqual([
      ['live', 'owner', null],
      ['test', 'owner', created.providerId],
    ]);
  });

  it('keeps the password as an Argon2id hash', async () => {
    const slug = uniqueText('shop');
    const { userId } = await createProvider(untenanted(), input(slug));
    const user = await runtime().prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await isPassword('correct horse battery', `${user.passwordHash}`)).toBe(true);
    expect(await isPassword('another', `${user.passwordHash}`)).toBe(false);
  });

  it('of two that want one slug at once, one gets it and the other leaves nothing behind', async () => {
    const slug = uniqueText('race');
    const emails = [`a@${slug}.example`, `b@${slug}.example`];
    const outcomes = await Promise.allSettled(
      emails.map((email) => createProvider(untenanted(), input(slug, { email }))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const users = await runtime().prisma.user.count({ where: { email: { in: emails } } });
    expect(users).toBe(1);
  });

  it('a known person opens a second account with the right password, in any spelling of the address', async () => {
    const [first, second, third] = [uniqueText('one'), uniqueText('two'), uniqueText('three')];
    const { userId } = await createProvider(untenanted(), input(first));
    const email = `${first.toUpperCase()}@Example.com`;
    const again = await createProvider(untenanted(), input(second, { email }));
    expect(again.userId).toBe(userId);
    const refused = createProvider(untenanted(), input(third, { email, password: 'wrong horse battery' }));
    await expect(refused).rejects.toMatchObject({ code: 'already_exists', fields: [{ path: 'email' }] });
    const unproven = createProvider(untenanted(), { ...input(third), email, password: undefined });
    await expect(unproven).rejects.toMatchObject({ code: 'already_exists' });
  });

  it('whoever is signed in needs no password again, and owns the account whatever their role elsewhere', async () => {
    const { userId } = await createProvider(untenanted(), input(uniqueText('one')));
    const actor: Actor = { kind: 'member', id: userId, name: 'V', role: 'viewer' };
    const slug = uniqueText('two');
    const { email } = await runtime().prisma.user.findUniqueOrThrow({ where: { id: userId } });
    const again = await createProvider(untenanted(actor), { ...input(slug, { email }), password: undefined });
    expect(again.userId).toBe(userId);
  });
});

describe('ensureUser', () => {
  it('never hands out somebody else’s account: not to a stranger, not to another member', async () => {
    const email = `${uniqueText('a')}@example.com`;
    await ensureUser(untenanted(), { email, name: 'A' });
    for (const password of [undefined, 'anything at all']) {
      await expect(ensureUser(untenanted(), { email, name: 'B', password })).rejects.toMatchObject({
        code: 'already_exists',
      });
    }
  });
});

describe('the account', () => {
  it('its settings change one by one and its sandbox keeps its own', async () => {
    const { ctx, sandbox } = await givenProvider();
    const changes = {
      graceHours: 6,
      branding: { tagline: 'Rain or shine', color: '#2563eb' },
      state: 'Karnataka',
    };
    expect(await updateProvider(ctx, changes)).toMatchObject(changes);
    expect(await getProvider(ctx)).toMatchObject({ ...changes, name: 'WeatherNow' });
    expect(await getProvider(sandbox)).toMatchObject({ graceHours: 1, branding: {}, state: null });
  });

  it('lists its people and secrets, and a revoked secret stays in the list', async () => {
    const { ctx, slug } = await givenProvider();
    expect(await listProviderMembers(ctx)).toMatchObject([{ email: `${slug}@example.com`, role: 'owner' }]);
    const [key] = (await listSecretKeys(ctx, { limit: 10 })).data;
    expect(key).toMatchObject({ name: 'First key', revokedAt: null });
    await revokeSecretKey(ctx, { id: `${key?.id}` });
    const [revoked] = (await listSecretKeys(ctx, { limit: 10 })).data;
    expect(revoked?.revokedAt).not.toBeNull();
    const other = await givenProvider();
    await expect(revokeSecretKey(other.ctx, { id: `${key?.id}` })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
