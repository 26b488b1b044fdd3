import { beforeAll, describe, expect, it, vi } from 'vitest';
import { visitorContext } from '@/lib/auth';
import { SESSION_COOKIE } from '@/lib/auth/session-cookie';
import { startSession } from '@/lib/auth/start-session';
import type { ActionState } from '@/lib/core/action';
import type { Role } from '@/lib/core/context';
import { addProviderMember, ensureUser } from '@/lib/tenants';
import { type GivenProvider, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const jar = vi.hoisted(() => new Map<string, string>());

// Next's own request, which exists in its server alone.
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => jar.has(name) && { value: jar.get(name) } }),
  headers: async () => new Headers(),
}));
vi.mock('next/cache', () => ({ refresh: () => undefined }));

type Action = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** Every action of the dashboard, as Next would find them; a file that is added is in the test by itself. */
const FILES = import.meta.glob<Record<string, Action>>('./**/actions.ts', { eager: true });
/** Change what this person sees and nothing else. */
const FOR_VIEWERS = ['chooseProviderAction', 'openSandboxAction'];

const ACTIONS = Object.entries(FILES).flatMap(([file, actions]) =>
  Object.entries(actions)
    .filter(([name]) => !FOR_VIEWERS.includes(name))
    .map(([name, action]) => ({ name: `${file} ${name}`, action })),
);

async function givenMember(provider: GivenProvider, role: Role): Promise<string> {
  const email = `${uniqueText(role)}@example.com`;
  const { id } = await ensureUser(visitorContext(), { email, name: role, password: 'correct horse battery' });
  await addProviderMember(provider.ctx, { userId: id, role });
  return (await startSession(visitorContext(), { userId: id, userAgent: null })).token;
}

describe('a viewer', () => {
  let sessions: Record<'viewer' | 'admin', string>;

  beforeAll(async () => {
    const provider = await givenProvider();
    sessions = {
      viewer: await givenMember(provider, 'viewer'),
      admin: await givenMember(provider, 'admin'),
    };
  });

  it('is asked about all the actions there are', () => {
    expect(ACTIONS.length).toBeGreaterThan(29);
  });

  it.each(ACTIONS)('may not $name', async ({ action }) => {
    jar.set(SESSION_COOKIE, sessions.viewer);
    const refused = await action({ status: 'idle' }, new FormData());
    expect(refused).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/^This needs the role/),
    });
  });

  it('is refused for the role alone: an admin’s empty form is asked for its fields', async () => {
    jar.set(SESSION_COOKIE, sessions.admin);
    const { suspendCustomerAction } = FILES['./actions.ts'] as Record<string, Action>;
    const answer = await suspendCustomerAction?.({ status: 'idle' }, new FormData());
    expect(answer).toMatchObject({ status: 'error', fieldErrors: { customer: 'Please fill this in.' } });
  });
});
