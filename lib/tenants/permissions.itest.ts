import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Context, Role } from '@/lib/core/context';
import { createKey, listKeys, updateKey } from '@/lib/keys';
import { createPlan, getPlan, listPlans } from '@/lib/plans';
import { givenCustomer, givenKey, givenPlan, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import * as tenants from '.';

/* The verbs themselves decide who may do what: no door can forget it. */

useRuntime();

let ctx: Context;
let customerId: string;

beforeAll(async () => {
  ctx = (await givenProvider()).ctx;
  customerId = (await givenCustomer(ctx)).id;
});

const as = (actor: Actor): Context => ({ ...ctx, actor });
const visitor = () => as({ kind: 'visitor', id: 'visitor', name: 'Visitor' });
const member = (role: Role) => as({ kind: 'member', id: 'usr_1', name: 'M', role });
const portal = (role: Role, id = customerId) =>
  as({ kind: 'customer_member', id: 'usr_2', name: 'P', role, customerId: id });

const forbidden = { code: 'forbidden' };
const missing = { code: 'not_found' };

describe('a viewer', () => {
  it('of the provider looks and changes nothing', async () => {
    const viewer = member('viewer');
    expect((await tenants.listCustomers(viewer, {})).data.length).toBeGreaterThan(0);
    const attempts = [
      () => tenants.createCustomer(viewer, { name: 'A', email: 'a@b.example' }),
      () => tenants.updateCustomer(viewer, { id: customerId, changes: { name: 'B' } }),
      () => tenants.suspendCustomer(viewer, { id: customerId }),
      () => tenants.deleteCustomer(viewer, { id: customerId }),
      () => tenants.setBudget(viewer, { id: customerId, budget: { amount: 1 } }),
      () => tenants.createSecretKey(viewer, {}),
      () => tenants.updateProvider(viewer, { name: 'B' }),
      () => createKey(viewer, { customer: customerId, key: {} }),
      () => createPlan(viewer, { slug: 'p', name: 'P', currency: 'INR', interval: 'month', basePrice: '0' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
  });

  it('of a customer looks and changes nothing', async () => {
    const viewer = portal('viewer');
    expect((await tenants.getCustomer(viewer, { id: customerId })).id).toBe(customerId);
    const attempts = [
      () => tenants.setBudget(viewer, { id: customerId, budget: { amount: 1 } }),
      () => createKey(viewer, { customer: customerId, key: {} }),
      () => tenants.updateCustomer(viewer, { id: customerId, changes: { name: 'B' } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
  });
});

describe('a customer’s owner', () => {
  it('manages its own keys, budget and details', async () => {
    const owner = portal('owner');
    const { id } = await createKey(owner, { customer: customerId, key: { name: 'mine' } });
    expect((await updateKey(owner, { id, changes: { name: 'yours' } })).name).toBe('yours');
    expect((await tenants.setBudget(owner, { id: customerId, budget: { amount: 5 } })).amount).toBe(5);
    const changed = await tenants.updateCustomer(owner, { id: customerId, changes: { name: 'Renamed' } });
    expect(changed.name).toBe('Renamed');
  });

  it('sees nothing of another customer: each is a missing one', async () => {
    const other = await givenCustomer(ctx);
    const key = await givenKey(ctx, other.id);
    const owner = portal('owner');
    const attempts = [
      () => tenants.getCustomer(owner, { id: other.id }),
      () => tenants.getCustomer(owner, { id: `ext:${other.externalId}` }),
      () => tenants.listCustomerMembers(owner, { customerId: other.id }),
      () => tenants.setBudget(owner, { id: other.id, budget: { amount: 1 } }),
      () => listKeys(owner, { customer: other.id, limit: 5 }),
      () => updateKey(owner, { id: key.id, changes: { name: 'x' } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(missing);
  });

  it('does nothing that is the provider’s', async () => {
    const owner = portal('owner');
    const attempts = [
      () => tenants.listCustomers(owner, {}),
      () => tenants.suspendCustomer(owner, { id: customerId }),
      () => tenants.deleteCustomer(owner, { id: customerId }),
      () => tenants.updateCustomer(owner, { id: customerId, changes: { metadata: { tier: 'gold' } } }),
      () => tenants.getProvider(owner),
      () => tenants.listSecretKeys(owner, { limit: 5 }),
      () => listPlans(owner, {}),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
  });
});

describe('a visitor', () => {
  it('signs up, and finds public plans only', async () => {
    const created = await tenants.createCustomer(visitor(), { name: 'New', email: 'new@b.example' });
    expect(created.status).toBe('active');
    const open = await givenPlan(ctx);
    const hidden = await givenPlan(ctx, { public: false });
    expect((await getPlan(visitor(), { slug: open.slug })).id).toBe(open.id);
    await expect(getPlan(visitor(), { slug: hidden.slug })).rejects.toMatchObject(missing);
    expect((await getPlan(ctx, { slug: hidden.slug })).id).toBe(hidden.id);
    await expect(tenants.suspendCustomer(visitor(), { id: created.id })).rejects.toMatchObject(forbidden);
  });
});

describe('members of a customer', () => {
  async function person() {
    const name = uniqueText('p');
    return (await tenants.ensureUser(ctx, { email: `${name}@example.com`, name })).id;
  }

  it('come in once, are listed in order, and leave; the last owner stays', async () => {
    const { id } = await givenCustomer(ctx);
    const [first, second] = [await person(), await person()];
    await tenants.addCustomerMember(ctx, { customerId: id, userId: first, role: 'owner' });
    await tenants.addCustomerMember(ctx, { customerId: id, userId: second, role: 'admin' });
    const again = tenants.addCustomerMember(ctx, { customerId: id, userId: second, role: 'viewer' });
    await expect(again).rejects.toMatchObject({ code: 'already_exists' });
    const members = await tenants.listCustomerMembers(ctx, { customerId: id });
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      [first, 'owner'],
      [second, 'admin'],
    ]);
    const lastOwner = tenants.removeCustomerMember(ctx, { customerId: id, userId: first });
    await expect(lastOwner).rejects.toMatchObject({ code: 'invalid_state' });
    await tenants.removeCustomerMember(ctx, { customerId: id, userId: second });
    expect(await tenants.listCustomerMembers(ctx, { customerId: id })).toHaveLength(1);
    const gone = tenants.removeCustomerMember(ctx, { customerId: id, userId: second });
    await expect(gone).rejects.toMatchObject(missing);
  });

  it('two owners who remove each other at once leave one', async () => {
    const { id } = await givenCustomer(ctx);
    const owners = [await person(), await person()];
    for (const userId of owners)
      await tenants.addCustomerMember(ctx, { customerId: id, userId, role: 'owner' });
    await Promise.allSettled(
      owners.map((userId) => tenants.removeCustomerMember(ctx, { customerId: id, userId })),
    );
    expect(await tenants.listCustomerMembers(ctx, { customerId: id })).toHaveLength(1);
  });

  it('an admin makes and removes no owners', async () => {
    const { id } = await givenCustomer(ctx);
    const [owner, other] = [await person(), await person()];
    await tenants.addCustomerMember(ctx, { customerId: id, userId: owner, role: 'owner' });
    const admin = portal('admin', id);
    const promote = tenants.addCustomerMember(admin, { customerId: id, userId: other, role: 'owner' });
    await expect(promote).rejects.toMatchObject(forbidden);
    await tenants.addCustomerMember(portal('owner', id), { customerId: id, userId: other, role: 'owner' });
    const demote = tenants.removeCustomerMember(admin, { customerId: id, userId: owner });
    await expect(demote).rejects.toMatchObject(forbidden);
  });
});
