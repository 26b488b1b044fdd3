/*
 * The words that forms and server actions share: pure types, so that components need nothing of the server.
 */

/** What a form knows of its last submission. */
export interface ActionState<Result = unknown> {
  status: 'idle' | 'ok' | 'error';
  result?: Result;
  message?: string;
  /** By field name, the first broken rule. */
  fieldErrors?: Record<string, string>;
  /** What was sent, so that the form can be filled again; no passwords. */
  values?: Record<string, string>;
}

export type FormAction<Result> = (
  previous: ActionState<Result>,
  form: FormData,
) => Promise<ActionState<Result>>;
