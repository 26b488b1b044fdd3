import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { listPublicPlans } from '@/lib/plans';
import { getSubscription } from '@/lib/subscriptions';
import { createCustomer, listCustomerMembers, listCustomers, listProviders } from '@/lib/tenants';
import { type GivenProvider, givenPlan, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { customerContext } from './customer-context';
import { LOGIN_LIMITS } from './login-attempts';
import { memberContext } from './member-context';
import { readSession, revokeSession, type SignedIn } from './read-session';
import { assertRole } from './roles';
import { encodeSession } from './session-cookie';
import { type SignUpCustomerInput, signUpCustomer } from './sign-up-customer';
import { startSession } from './start-session';
import { verifyPassword } from './verify-password';
import { visitorContext } from './visitor-context';

useRuntime();

const PASSWORD = 'correct horse battery';
const WRONG = { code: 'unauthorized', message: 'The e-mail address or the password is wrong.' };

let provider: GivenProvider;
let visitor: Context;
let planSlug: string;

beforeAll(async () => {
  provider = await givenProvider();
  planSlug = (await givenPlan(provider.ctx)).slug;
  visitor = { ...provider.ctx, actor: visitorContext().actor };
});

const emailOf = ({ slug }: GivenProvider) => `${slug}@example.com`;
const attempt = (email: string, password: string, address: string | null = null) =>
  verifyPassword(visitorContext(), { email, password, address });

describe('a password', () => {
  it('proves who somebody is, however the address is written', async () => {
    const user = await attempt(` ${emailOf(provider).toUpperCase()} `, PASSWORD);
    expect(user).toMatchObject({ id: provider.userId, email: emailOf(provider) });
    expect(user).not.toHaveProperty('passwordHash');
  });

  it('is refused in the same words for a wrong one and an unknown address', async () => {
    await expect(attempt(emailOf(provider), 'wrong')).rejects.toMatchObject(WRONG);
    await expect(attempt('nobody@example.com', PASSWORD)).rejects.toMatchObject(WRONG);
  });

  it('costs as much to check for an unknown address', async () => {
    const durationOf = async (email: string) => {
      const startedAt = performance.now();
      await attempt(email, 'wrong').catch(() => undefined);
      return performance.now() - startedAt;
    };
    const [known, unknown] = [await givenProvider(), 'nobody-at-all@example.com'];
    await durationOf(unknown);
    // Argon2 takes tens of milliseconds, everything else one or two.
    expect(await durationOf(unknown)).toBeGreaterThan((await durationOf(emailOf(known))) / 4);
  });

  it('is not looked at any more after too many failures, also when it is right', async () => {
    const email = emailOf(await givenProvider());
    const { failures } = LOGIN_LIMITS.account;
    const all = await Promise.allSettled(Array.from({ length: failures + 5 }, () => attempt(email, 'wrong')));
    const codes = all.map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(failures);
    expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(5);
    await expect(attempt(email, PASSWORD)).rejects.toMatchObject({ code: 'too_many_requests' });
  });

  it('is limited by where the attempts come from as well', async () => {
    const address = '203.0.113.7';
    const { failures } = LOGIN_LIMITS.address;
    for (let n = 0; n < failures; n++) {
      await attempt(`${uniqueText('guess')}@example.com`, 'wrong', address).catch(() => undefined);
    }
    const next = attempt(`${uniqueText('guess')}@example.com`, 'wrong', address);
    await expect(next).rejects.toMatchObject({ code: 'too_many_requests' });
    await expect(attempt(emailOf(provider), PASSWORD, '203.0.113.8')).resolves.toBeTruthy();
  });
});

describe('a session', () => {
  const start = () => startSession(visitorContext(), { userId: provider.userId, userAgent: 'test' });

  it('stands for its person until it is revoked', async () => {
    const { token } = await start();
    expect(await readSession(token)).toMatchObject({ user: { id: provider.userId }, onlyCustomer: null });
    await revokeSession(token);
    expect(await readSession(token)).toBeNull();
  });

  it('ends at its time, whatever the cookie says', async () => {
    const { token, sessionId } = await start();
    const where = { id: sessionId };
    await runtime().prisma.session.update({
      where,
      data: { expiresAt: new Date(systemClock.tickingMs() - 1) },
    });
    expect(await readSession(token)).toBeNull();
  });

  it('cannot be invented, altered or moved to somebody else', async () => {
    const { token, sessionId } = await start();
    const other = await givenProvider();
    expect(await readSession(undefined)).toBeNull();
    expect(await readSession('nonsense')).toBeNull();
    expect(await readSession(`${token.slice(0, -2)}xx`)).toBeNull();
    expect(await readSession(await encodeSession({ sub: other.userId, sessionId }))).toBeNull();
    expect(
      await readSession(await encodeSession({ sub: provider.userId, sessionId: 'ses_none' })),
    ).toBeNull();
  });
});

const signedInAs = (id: string, onlyCustomer: SignedIn['onlyCustomer'] = null): SignedIn => ({
  sessionId: 'ses_test',
  user: { id, email: 'x@example.com', name: 'X' },
  onlyCustomer,
});

describe('the dashboard', () => {
  const open = (signedIn: SignedIn, chosenProviderId?: string) =>
    memberContext(visitorContext(), { signedIn, chosenProviderId });

  it('opens the live account, and the sandbox when it is chosen', async () => {
    const own = signedInAs(provider.userId);
    expect((await open(own))?.ctx.provider.id).toBe(provider.providerId);
    const sandbox = await open(own, provider.sandboxProviderId);
    expect(sandbox?.ctx.provider).toMatchObject({ id: provider.sandboxProviderId, mode: 'test' });
    expect(sandbox?.ctx.actor).toMatchObject({ kind: 'member', id: provider.userId, role: 'owner' });
  });

  it("never opens another's account, whatever the cookie asks for", async () => {
    const other = await givenProvider();
    const member = await open(signedInAs(provider.userId), other.providerId);
    expect(member?.ctx.provider.id).toBe(provider.providerId);
    expect(member?.providers.map(({ id }) => id)).not.toContain(other.providerId);
  });

  it('stays closed to strangers and to the session of a portal link', async () => {
    expect(await open(signedInAs('usr_nobody'))).toBeNull();
    const link = { providerId: provider.providerId, customerId: 'cus_any' };
    expect(await open(signedInAs(provider.userId, link))).toBeNull();
  });

  it('gives a viewer a context in which verbs change nothing', async () => {
    const user = await givenUser();
    const { providerId } = provider;
    const createdAt = systemClock.now();
    await runtime().prisma.providerMember.create({
      data: { providerId, userId: user, role: 'viewer', createdAt },
    });
    const member = await open(signedInAs(user));
    if (!member) throw new Error('a viewer is a member');
    expect((await listCustomers(member.ctx, {})).data).toBeDefined();
    const change = createCustomer(member.ctx, { name: 'A', email: 'a@b.example' });
    await expect(change).rejects.toMatchObject({ code: 'forbidden' });
    expect(() => assertRole(member.role, 'admin')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect((await listProviders({}, { userId: user })).map(({ id }) => id)).toEqual([providerId]);
  });
});

async function givenUser(): Promise<string> {
  return (await signUpCustomer(visitor, signUp())).userId;
}

const signUp = (overrides: Partial<SignUpCustomerInput> = {}) => ({
  plan: planSlug,
  name: 'Acme',
  email: `${uniqueText('dev')}@example.com`,
  password: PASSWORD,
  country: 'IN',
  state: '29',
  address: null,
  ...overrides,
});

describe("a customer's signup", () => {
  it('makes person, customer, membership, subscription and key', async () => {
    const made = await signUpCustomer(visitor, signUp());
    const active = await customerContext(visitor, {
      signedIn: signedInAs(made.userId),
      chosenCustomerId: undefined,
    });
    expect(active).toMatchObject({ customer: { id: made.customerId, name: 'Acme' }, role: 'owner' });
    expect(made.key?.secret).toMatch(/^sk_live_/);
    const { ctx } = provider;
    expect(await getSubscription(ctx, { customer: made.customerId })).toMatchObject({ plan: planSlug });
    expect(await listCustomerMembers(ctx, { customerId: made.customerId })).toHaveLength(1);
  });

  it('leaves nothing behind when a part of it fails', async () => {
    const email = `${uniqueText('dev')}@example.com`;
    const failing = signUpCustomer(visitor, signUp({ email, taxId: '29AAAAA0000A1Z4' }));
    await expect(failing).rejects.toMatchObject({ fields: [{ path: 'taxId' }] });
    expect((await listCustomers(provider.ctx, { email })).data).toEqual([]);
    expect(await runtime().prisma.user.findUnique({ where: { email } })).toBeNull();
  });

  it('sells only what the pricing page shows', async () => {
    const hidden = await givenPlan(provider.ctx, { public: false });
    const elsewhere = await givenPlan((await givenProvider()).ctx);
    expect((await listPublicPlans(visitor)).data.map(({ slug }) => slug)).not.toContain(hidden.slug);
    for (const plan of [hidden.slug, elsewhere.slug, 'none']) {
      await expect(signUpCustomer(visitor, signUp({ plan }))).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('takes a known person by password only, and counts wrong ones like a sign-in', async () => {
    const known = signUp();
    const first = await signUpCustomer(visitor, known);
    const again = await signUpCustomer(visitor, { ...known, name: 'Second company' });
    expect(again.userId).toBe(first.userId);
    expect(again.customerId).not.toBe(first.customerId);
    const wrong = () => signUpCustomer(visitor, { ...known, password: 'another password' });
    for (let n = 0; n < LOGIN_LIMITS.account.failures; n++) {
      await expect(wrong()).rejects.toMatchObject({ code: 'already_exists', fields: [{ path: 'email' }] });
    }
    await expect(wrong()).rejects.toMatchObject({ code: 'too_many_requests' });
    await expect(attempt(known.email, PASSWORD)).rejects.toMatchObject({ code: 'too_many_requests' });
  });
});

describe('the portal', () => {
  it('is for members of this provider alone', async () => {
    const { userId, customerId } = await signUpCustomer(visitor, signUp());
    const elsewhere = { ...(await givenProvider()).ctx, actor: visitorContext().actor };
    const signedIn = signedInAs(userId);
    expect(await customerContext(elsewhere, { signedIn, chosenCustomerId: customerId })).toBeNull();
  });

  it('acts for the chosen one of several customers, and for no other', async () => {
    const known = signUp();
    const first = await signUpCustomer(visitor, known);
    const second = await signUpCustomer(visitor, known);
    const stranger = await signUpCustomer(visitor, signUp());
    const signedIn = signedInAs(first.userId);
    const actingFor = async (chosenCustomerId?: string) =>
      (await customerContext(visitor, { signedIn, chosenCustomerId }))?.customer.id;
    expect(await actingFor(second.customerId)).toBe(second.customerId);
    expect(await actingFor(stranger.customerId)).toBe(first.customerId);
  });

  it("shows a portal link's session its one customer", async () => {
    const known = signUp();
    const { userId, customerId } = await signUpCustomer(visitor, known);
    const other = await signUpCustomer(visitor, known);
    const link = { providerId: provider.providerId, customerId };
    const active = await customerContext(visitor, {
      signedIn: signedInAs(userId, link),
      chosenCustomerId: other.customerId,
    });
    expect(active).toMatchObject({ customer: { id: customerId }, customerIds: [customerId] });
  });
});
