export { burnForInvoice, creditBalance, returnFromInvoice } from './burn';
export { expireGrant } from './expire-credits';
export { getCredits } from './get-credits';
export { creditFromNote, grantCredits } from './grant-credits';
export {
  type CreditGrantView,
  type Credits,
  creditGrant,
  credits,
  type GrantCreditsInput,
  grantCreditsInput,
} from './schemas';
