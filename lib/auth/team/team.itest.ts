import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import type { Context, Role } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import {
  changeCustomerMember,
  isConfirmed,
  listCustomerMembers,
  listPortalsOfUser,
  removeCustomerMember,
} from '@/lib/tenants';
import {
  type GivenProvider,
  givenCustomer,
  givenPlan,
  givenProvider,
  uniqueText,
} from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { signUpCustomer } from '../sign-up-customer';
import { visitorContext } from '../visitor-context';
import { acceptCustomerInvitation } from './accept-customer-invitation';
import { findCustomerInvitation } from './find-customer-invitation';
import { inviteCustomerMember } from './invite-customer-member';
import { listCustomerInvitations } from './list-customer-invitations';
import { revokeCustomerInvitation } from './revoke-customer-invitation';

useRuntime();

const PASSWORD = 'correct horse battery';
let provider: GivenProvider;
let visitor: Context;

beforeAll(async () => {
  provider = await givenProvider();
  visitor = { ...provider.ctx, actor: visitorContext().actor };
});

interface Team {
  customerId: string;
  ownerId: string;
  /** Acts as a member with that role. */
  as(role: Role): Context;
}

async function givenTeam(): Promise<Team> {
  const { slug: plan } = await givenPlan(provider.ctx);
  const email = `${uniqueText('owner')}@example.com`;
  const made = await signUpCustomer(visitor, {
    ...{ plan, name: 'Acme', email, password: PASSWORD, country: 'IN', state: '29', address: null },
  });
  const { customerId, userId: ownerId } = made;
  return {
    ...{ customerId, ownerId },
    as: (role) => ({
      ...provider.ctx,
      actor: { kind: 'customer_member', id: ownerId, name: 'Owner', role, customerId },
    }),
  };
}

/** The token of the last mail to an address, as its reader has it. */
async function tokenTo(email: string): Promise<string> {
  const mail = await runtime().prisma.mail.findFirstOrThrow({
    where: { providerId: provider.providerId, recipient: email, template: 'invitation' },
    orderBy: { createdAt: 'desc' },
  });
  return new URL((mail.props as { url: string }).url).searchParams.get('token') ?? '';
}

async function invited(team: Team, role: Role = 'viewer') {
  const email = `${uniqueText('new')}@example.com`;
  await inviteCustomerMember(team.as('owner'), { customerId: team.customerId, email, role });
  return { email, token: await tokenTo(email) };
}

const accept = (token: string, fields = {}) =>
  acceptCustomerInvitation(visitor, {
    ...{ token, name: 'Asha', password: PASSWORD, signedIn: null, address: null, ...fields },
  });

describe('an invitation', () => {
  it('lets its address in with its role, once, and confirms the address', async () => {
    const team = await givenTeam();
    const { email, token } = await invited(team, 'admin');
    expect(await findCustomerInvitation(visitor, { token })).toMatchObject({ email, team: 'Acme' });
    const { userId } = await accept(token);
    const members = await listCustomerMembers(provider.ctx, { customerId: team.customerId });
    expect(members).toContainEqual(expect.objectContaining({ userId, email, role: 'admin', name: 'Asha' }));
    expect(await isConfirmed({}, { userId })).toBe(true);
    await expect(accept(token)).rejects.toMatchObject({ fields: [{ path: 'token' }] });
    expect(await listPortalsOfUser({}, { userId })).toMatchObject([{ customerId: team.customerId }]);
  });

  it('taken up twice at once makes one member', async () => {
    const team = await givenTeam();
    const { token } = await invited(team);
    const outcomes = await Promise.allSettled([accept(token), accept(token)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listCustomerMembers(provider.ctx, { customerId: team.customerId })).toHaveLength(2);
  });

  it('takes a known person by password or session, never by the link alone', async () => {
    const team = await givenTeam();
    const { email, token } = await invited(team);
    const { userId } = await accept(token);
    const second = await givenTeam();
    await inviteCustomerMember(second.as('owner'), { customerId: second.customerId, email, role: 'viewer' });
    const next = await tokenTo(email);
    const wrong = accept(next, { password: 'another password' });
    await expect(wrong).rejects.toMatchObject({ code: 'already_exists' });
    await expect(accept(next, { password: undefined })).rejects.toMatchObject({
      fields: [{ path: 'password' }],
    });
    const other = { signedIn: { id: 'usr_other', email: 'other@example.com' }, password: undefined };
    await expect(accept(next, other)).rejects.toMatchObject({ fields: [{ path: 'password' }] });
    await accept(next, { signedIn: { id: userId, email }, password: undefined });
    expect(await listPortalsOfUser({}, { userId })).toHaveLength(2);
  });

  it('opens nothing once it is taken back, replaced or over, nor at another provider', async () => {
    const team = await givenTeam();
    const { customerId } = team;
    const gone = await invited(team);
    const [row] = await listCustomerInvitations(team.as('owner'), { customerId });
    await revokeCustomerInvitation(team.as('owner'), { customerId, id: row?.id ?? '' });
    const replaced = await invited(team);
    await inviteCustomerMember(team.as('owner'), { customerId, email: replaced.email, role: 'admin' });
    const over = await invited(team);
    await runtime().prisma.customerInvitation.updateMany({
      where: { providerId: provider.providerId, email: over.email },
      data: { expiresAt: new Date(systemClock.tickingMs() - 1) },
    });
    for (const { token } of [gone, replaced, over]) {
      expect(await findCustomerInvitation(visitor, { token })).toBeNull();
      await expect(accept(token)).rejects.toMatchObject({ fields: [{ path: 'token' }] });
    }
    const elsewhere = { ...(await givenProvider()).ctx, actor: visitorContext().actor };
    const token = await tokenTo(replaced.email);
    expect(await findCustomerInvitation(elsewhere, { token })).toBeNull();
    expect(await listCustomerInvitations(team.as('owner'), { customerId })).toHaveLength(1);
  });

  it('is sent by who may: no viewer, no owner by an admin, none to a member, none for another customer', async () => {
    const team = await givenTeam();
    const { customerId } = team;
    const ask = (ctx: Context, fields: object = {}) =>
      inviteCustomerMember(ctx, { customerId, email: 'x@example.com', role: 'viewer', ...fields });
    await expect(ask(team.as('viewer'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(team.as('admin'), { role: 'owner' })).rejects.toMatchObject({ code: 'forbidden' });
    const [owner] = await listCustomerMembers(provider.ctx, { customerId });
    await expect(ask(team.as('owner'), { email: owner?.email })).rejects.toMatchObject({
      fields: [{ path: 'email', code: 'already_exists' }],
    });
    const other = await givenCustomer(provider.ctx);
    await expect(ask(team.as('owner'), { customerId: other.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('roles', () => {
  it('change, but one owner stays, and only owners touch owners', async () => {
    const team = await givenTeam();
    const { customerId, ownerId } = team;
    const { token } = await invited(team);
    const { userId } = await accept(token);
    const change = (ctx: Context, who: string, role: Role) =>
      changeCustomerMember(ctx, { customerId, userId: who, role });
    await change(team.as('admin'), userId, 'admin');
    await expect(change(team.as('admin'), userId, 'owner')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(change(team.as('admin'), ownerId, 'viewer')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(change(team.as('owner'), ownerId, 'viewer')).rejects.toMatchObject({
      code: 'invalid_state',
    });
    await change(team.as('owner'), userId, 'owner');
    await change(team.as('owner'), ownerId, 'viewer');
    await expect(removeCustomerMember(team.as('owner'), { customerId, userId })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    await expect(change(team.as('owner'), 'usr_none', 'viewer')).rejects.toMatchObject({ code: 'not_found' });
  });
});
