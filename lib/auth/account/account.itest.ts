import { beforeAll, describe, expect, it } from 'vitest';
import { TRIAL_ALLOWANCE, verifyCall } from '@/lib/access';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { announcements } from '@/lib/infra/announcements';
import { runtime } from '@/lib/infra/runtime';
import { unconfirmedSince } from '@/lib/tenants';
import { type GivenProvider, givenPlan, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { readSession } from '../read-session';
import { signUpCustomer } from '../sign-up-customer';
import { startSession } from '../start-session';
import { verifyPassword } from '../verify-password';
import { visitorContext } from '../visitor-context';
import { askToConfirm } from './ask-to-confirm';
import { askToReset } from './ask-to-reset';
import { confirmAddress } from './confirm-address';
import { ACCOUNT_MAIL_LIMITS } from './mail-limit';
import { resetPassword } from './reset-password';

useRuntime();

const PASSWORD = 'correct horse battery';
const NOT_VALID = { fields: [{ path: 'token', code: 'not_valid' }] };
let provider: GivenProvider;
let visitor: Context;

beforeAll(async () => {
  provider = await givenProvider();
  visitor = { ...provider.ctx, actor: visitorContext().actor };
});

async function givenSignup(email = `${uniqueText('dev')}@example.com`) {
  const { slug: plan } = await givenPlan(provider.ctx);
  const made = await signUpCustomer(visitor, {
    ...{ plan, name: 'Acme', email, password: PASSWORD, country: 'IN', state: '29', address: null },
  });
  return { ...made, email };
}

async function tokensTo(email: string, template: string): Promise<string[]> {
  const mails = await runtime().prisma.mail.findMany({
    where: { recipient: email, template },
    orderBy: { id: 'desc' },
  });
  return mails.map(({ props }) => new URL((props as { url: string }).url).searchParams.get('token') ?? '');
}

async function quotaOf(secret = '') {
  await announcements().barrier();
  const { allowed, quota } = await verifyCall(provider.ctx, {
    ...{ key: secret, cost: '1', meter: 'calls', dryRun: false },
  });
  return { allowed, limit: quota?.limit };
}

describe('an address that is not confirmed', () => {
  it('blocks no call, but keeps keys at the trial’s allowance until it is', async () => {
    const { key, email, customerId } = await givenSignup();
    expect(await quotaOf(key?.secret)).toEqual({ allowed: true, limit: TRIAL_ALLOWANCE.limit });
    const [token = ''] = await tokensTo(email, 'verification');
    await confirmAddress(visitor, { token });
    expect(await quotaOf(key?.secret)).toEqual({ allowed: true, limit: null });
    expect(await unconfirmedSince(provider.ctx, { customerId })).toBeNull();
    await expect(confirmAddress(visitor, { token })).rejects.toMatchObject(NOT_VALID);
  });

  it('is confirmed once for all that its person signs up for later', async () => {
    const { email } = await givenSignup();
    const [token = ''] = await tokensTo(email, 'verification');
    await confirmAddress(visitor, { token });
    const again = await givenSignup(email);
    expect(await quotaOf(again.key?.secret)).toEqual({ allowed: true, limit: null });
    expect(await tokensTo(email, 'verification')).toHaveLength(1);
  });

  it('is confirmed by no link of another provider, nor by one that is over', async () => {
    const { email, userId } = await givenSignup();
    const [first = ''] = await tokensTo(email, 'verification');
    const elsewhere = { ...(await givenProvider()).ctx, actor: visitorContext().actor };
    await expect(confirmAddress(elsewhere, { token: first })).rejects.toMatchObject(NOT_VALID);
    await runtime().prisma.oneTimeToken.updateMany({
      data: { expiresAt: new Date(systemClock.tickingMs() - 1) },
    });
    await expect(confirmAddress(visitor, { token: first })).rejects.toMatchObject(NOT_VALID);
    await askToConfirm(visitor, { userId, email });
    const [next = ''] = await tokensTo(email, 'verification');
    expect(await confirmAddress(visitor, { token: next })).toEqual({ userId });
  });
});

describe('a forgotten password', () => {
  const NEW = 'another horse battery';

  it('is replaced by a link, once; all sessions end and the address is confirmed', async () => {
    const { email, userId, customerId } = await givenSignup();
    const { token: cookie } = await startSession(visitorContext(), { userId, userAgent: null });
    await askToReset(visitor, { email: ` ${email.toUpperCase()} `, address: null });
    const [token = ''] = await tokensTo(email, 'password-reset');
    expect(await resetPassword(visitor, { token, password: NEW })).toEqual({ userId });
    expect(await readSession(cookie)).toBeNull();
    const attempt = (password: string) =>
      verifyPassword(visitorContext(), { email, password, address: null });
    await expect(attempt(PASSWORD)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await attempt(NEW)).toMatchObject({ id: userId });
    expect(await unconfirmedSince(provider.ctx, { customerId })).toBeNull();
    await expect(resetPassword(visitor, { token, password: PASSWORD })).rejects.toMatchObject(NOT_VALID);
  });

  it('has a link of the installation too, which is good there alone', async () => {
    const { email } = await givenSignup();
    await askToReset({}, { email, address: null });
    const [token = ''] = await tokensTo(email, 'password-reset');
    await expect(resetPassword(visitor, { token, password: NEW })).rejects.toMatchObject(NOT_VALID);
    await expect(resetPassword({}, { token, password: NEW })).resolves.toBeTruthy();
  });

  it('tells nobody who has an account, and writes to none who has not', async () => {
    const email = `${uniqueText('nobody')}@example.com`;
    await expect(askToReset(visitor, { email, address: null })).resolves.toBeUndefined();
    expect(await tokensTo(email, 'password-reset')).toEqual([]);
  });

  it('fills no mailbox', async () => {
    const { email } = await givenSignup();
    const { mails } = ACCOUNT_MAIL_LIMITS.recipient;
    for (let n = 0; n < mails; n++) await askToReset(visitor, { email, address: null });
    await expect(askToReset(visitor, { email, address: null })).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    expect(await tokensTo(email, 'password-reset')).toHaveLength(mails);
  });
});
