import { forEveryProvider } from './every-provider';
import { remind } from './remind';

/** Reminds the customers of all providers; see remind.ts. */
export function remindAll(): Promise<void> {
  return forEveryProvider(remind);
}
