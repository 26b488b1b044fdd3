'use client';

import { type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react';
import type { ActionState, FormAction } from '@/lib/core/action';
import { Notice } from './notice';

/**
 * A form over a server action: what each field needs to know, and the message that belongs to none. Works
 * before scripts arrive, because the action is the form's own.
 */
export function useFormAction<Result>(action: FormAction<Result>, onSuccess?: (result: Result) => void) {
  const [state, submit, isPending] = useActionState<ActionState<Result>, FormData>(action, {
    status: 'idle',
  });
  const announce = useRef(onSuccess);
  announce.current = onSuccess;
  useEffect(() => {
    if (state.status === 'ok') announce.current?.(state.result as Result);
  }, [state]);
  const shown = new Set<string>();
  return {
    state,
    submit,
    isPending,
    /** For buttons outside a form. */
    run: (fields: Record<string, string>) => startTransition(() => submit(asFormData(fields))),
    field(name: string, fallback?: string) {
      shown.add(name);
      return { name, defaultValue: state.values?.[name] ?? fallback, error: state.fieldErrors?.[name] };
    },
    /** Place it after the fields: it shows what none of them did. */
    message(): ReactNode {
      if (state.status !== 'error') return null;
      const paths = Object.keys(state.fieldErrors ?? {});
      if (paths.length > 0 && paths.every((path) => shown.has(path))) return null;
      return <Notice tone="danger">{state.message}</Notice>;
    },
  };
}

function asFormData(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
