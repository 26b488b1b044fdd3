import type { Operation } from './parameters/check';
import type { OperationParameters } from './parameters/operations';
import type { Scope } from './scope';

/** One request, its parameters checked. */
export interface Call<O extends Operation> {
  scope: Scope;
  params: OperationParameters[O];
  /** Of the path: `:id` and `:child`; empty where it has none. */
  id: string;
  child: string;
}

/** Changes the account's objects and returns the one to answer with. Never waits: a request is one step. */
export type Handler<O extends Operation> = (call: Call<O>) => object;

/** The handlers of some operations. */
export type Handlers<O extends Operation> = { [Name in O]: Handler<Name> };
