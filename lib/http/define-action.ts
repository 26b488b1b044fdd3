import { refresh } from 'next/cache';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { type ActiveCustomer, type ActiveMember, assertRole, visitorContext } from '@/lib/auth';
import { requireCustomerMember, requireMember } from '@/lib/auth/request';
import type { ActionState, FormAction } from '@/lib/core/action';
import { systemClock } from '@/lib/core/clock';
import type { Role } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { announcements } from '@/lib/infra/announcements';
import type { UntenantedContext } from '@/lib/tenants';
import { type Problem, toProblem } from './problem';

/**
 * Server actions, declared like routes: who may, what comes in, one verb. Errors are the routes' own. Next
 * refuses an action whose Origin is not the Host, and the session's cookie is SameSite=Lax, so another site's
 * form changes nothing.
 */

interface ActionDeclaration<Who, Schema extends z.ZodType, Result> {
  input: Schema;
  run(who: Who, input: z.output<Schema>): Promise<Result>;
}

/** An action of the dashboard. Admins and owners only, unless the declaration says otherwise. */
export function defineMemberAction<Schema extends z.ZodType, Result>(
  declaration: ActionDeclaration<ActiveMember, Schema, Result> & { minimum?: Role },
): FormAction<Result> {
  return define(declaration, async () => {
    const member = await requireMember();
    assertRole(member.role, declaration.minimum ?? 'admin');
    return member;
  });
}

/** An action of the portal of the provider that the form's field `provider` names. */
export function defineCustomerAction<Schema extends z.ZodType, Result>(
  declaration: ActionDeclaration<ActiveCustomer, Schema, Result> & { minimum?: Role },
): FormAction<Result> {
  return define(declaration, async (form) => {
    const active = await requireCustomerMember(String(form.get('provider') ?? ''));
    assertRole(active.role, declaration.minimum ?? 'admin');
    return active;
  });
}

/** An action that anybody may call: sign-in, signup. */
export function definePublicAction<Schema extends z.ZodType, Result>(
  declaration: ActionDeclaration<UntenantedContext, Schema, Result>,
): FormAction<Result> {
  return define(declaration, async () => visitorContext());
}

function define<Who, Schema extends z.ZodType, Result>(
  { input, run }: ActionDeclaration<Who, Schema, Result>,
  identify: (form: FormData) => Promise<Who>,
): FormAction<Result> {
  return async (_previous, form) => {
    const fields = readFields(form);
    try {
      const who = await identify(form);
      const result = await run(who, parseOrThrow(input, fields, 'form'));
      // The next call must be decided by what was just changed, as after a route.
      await announcements().barrier();
      refresh();
      return { status: 'ok', result };
    } catch (error) {
      unstable_rethrow(error);
      return { ...failure(error, fields), values: withoutPasswords(fields) };
    }
  };
}

/** Blank fields are absent ones; `provider` only says whose portal the form is on. */
function readFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (name.startsWith('$ACTION') || name === 'provider' || typeof value !== 'string') continue;
    if (value.trim() !== '') fields[name] = value;
  }
  return fields;
}

function withoutPasswords(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !/password|secret/i.test(name)));
}

function failure(error: unknown, fields: Record<string, string>): ActionState<never> {
  const problem: Problem = JSON.parse(toProblem(error, newId('request', systemClock.now())).body);
  const fieldErrors: Record<string, string> = {};
  for (const { path, code, message } of problem.errors ?? []) {
    const isMissing = code === 'invalid_type' && fields[path] === undefined;
    fieldErrors[path] ??= isMissing ? 'Please fill this in.' : message;
  }
  return { status: 'error', message: problem.detail, fieldErrors };
}
