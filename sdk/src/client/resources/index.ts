import type { Caller } from '../operations';
import { account, notifications } from './account';
import { catalogue } from './catalogue';
import { hotPath } from './hot-path';
import { money } from './money';
import { payments } from './payments';
import { people } from './people';

/** The methods of a client, grouped by resource. */
export type Resources = ReturnType<typeof resources>;

/** One line an operation; customers may be given as `cus_…` or `ext:<externalId>`. */
export function resources(client: Caller) {
  return {
    ...hotPath(client),
    ...catalogue(client),
    ...people(client),
    ...money(client),
    ...payments(client),
    ...notifications(client),
    ...account(client),
  };
}
