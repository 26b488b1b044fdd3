import type { Operations } from '../api-types';
import type { Pages } from './pages';
import type { RequestOptions } from './transport';

export type OperationName = keyof Operations;

/** What an operation takes: the parts of it that must be given must be given. */
export type InputOf<O extends OperationName> = Part<'params', Operations[O]['params']> &
  OptionalPart<Operations[O], 'query'> &
  OptionalPart<Operations[O], 'body'> &
  RequestOptions;

export type ResponseOf<O extends OperationName> = Operations[O]['response'];

type Part<Name extends string, Type> = Type extends Record<string, never> ? object : { [K in Name]: Type };
type OptionalPart<T, Name extends string> = Name extends keyof T
  ? undefined extends T[Name]
    ? { [K in Name]?: T[Name] }
    : { [K in Name]: T[Name] }
  : object;

/** Nothing to give but, perhaps, options: then the second argument may be left out. */
export type Arguments<Input> = object extends Input ? [input?: Input] : [input: Input];

/** Operations that answer a page of a list. */
export type ListName = {
  [O in OperationName]: ResponseOf<O> extends { data: unknown[]; nextCursor: string | null } ? O : never;
}[OperationName];
export type ItemOf<O extends ListName> = ResponseOf<O>['data'][number];

/** What the named methods are made of. */
export interface Caller {
  /**
   * Calls one operation: `request('POST /customers', { body })`.
   * @throws TollgateError when Tollgate refuses, TollgateConnectionError when it gives no answer
   */
  request<O extends OperationName>(operation: O, ...input: Arguments<InputOf<O>>): Promise<ResponseOf<O>>;
  /** A list as pages: `await` it for the first page, `for await` it for every item. */
  pages<O extends ListName>(operation: O, ...input: Arguments<InputOf<O>>): Pages<ItemOf<O>>;
}
