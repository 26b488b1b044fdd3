import type { MailTemplate } from '../kinds';
import { invitation, keyExpiring, passwordReset, verification, welcome } from './account';
import { cardExpiring, invoice, paymentFailed, trialEnding } from './billing';
import { digest, endpointDisabled } from './provider';
import { budgetReached, usageThreshold } from './usage';
import type { Template } from './written';

/** Every template by its name. */
export const TEMPLATES: { [T in MailTemplate]: Template<T> } = {
  verification,
  'password-reset': passwordReset,
  invitation,
  welcome,
  'trial-ending': trialEnding,
  'key-expiring': keyExpiring,
  'usage-threshold': usageThreshold,
  'budget-reached': budgetReached,
  invoice,
  'payment-failed': paymentFailed,
  'card-expiring': cardExpiring,
  digest,
  'endpoint-disabled': endpointDisabled,
};
