import type { Operations } from '../../api-types';
import type { RequestOptions } from '../transport';

export type Body<O extends keyof Operations> = NonNullable<Operations[O]['body']>;
export type Query<O extends keyof Operations> = NonNullable<Operations[O]['query']>;
export type Options = RequestOptions;
