export { applyDueCredits, applyDueGrant, type CreditChange } from './apply-due-credits';
export { burnForInvoice, creditBalance, returnFromInvoice } from './burn';
export { endCredits } from './end-credits';
export { getCredits } from './get-credits';
export { creditFromNote, grantBoughtCredits, grantCredits } from './grant-credits';
export {
  type CreditGrantView,
  type Credits,
  creditGrant,
  credits,
  type GrantCreditsInput,
  grantCreditsInput,
} from './schemas';
