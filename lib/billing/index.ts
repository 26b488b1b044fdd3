export { changePlan } from './change-plan';
export { priceOfUse } from './charge-lines';
export { type ClosedProvider, closeAllDue, closeDueOf } from './close-all-due';
export type { Done } from './close-subscription';
export {
  notePaymentFailure,
  type OwedInvoice,
  openInvoicesOf,
  owedInvoice,
  type PaymentFailure,
  receivePayment,
  refreshStanding,
  scheduleCollection,
  waitingInvoicesOf,
} from './collection';
export {
  type CreateCreditNoteInput,
  type CreditNote,
  createCreditNote,
  createCreditNoteInput,
  creditNote,
  creditNoteList,
  creditNoteParams,
  type GiveBack,
  getCreditNote,
  listCreditNotes,
  listCreditNotesInput,
} from './credit-notes';
export {
  type CreditGrantView,
  type Credits,
  creditGrant,
  credits,
  endCredits,
  type GrantCreditsInput,
  getCredits,
  grantBoughtCredits,
  grantCredits,
  grantCreditsInput,
} from './credits';
export type { DueSource, DueThing } from './due-source';
export { endSubscription } from './end-subscription';
export { explainInvoice } from './explain-invoice';
export { explainInvoiceCsv } from './explain-invoice-csv';
export {
  type ExplainedLine,
  type ExplainQuery,
  type Explanation,
  explainQuery,
  explanation,
} from './explain-schemas';
export { exportCustomerInvoices } from './export-customer-invoices';
export { finalizeInvoice } from './finalize-invoice';
export { getInvoice } from './get-invoice';
export { listInvoices } from './list-invoices';
export { markPaid } from './mark-paid';
export { previewSubscription } from './preview-subscription';
export { type RunInput, type RunOutcome, runDue } from './run-due';
export {
  type Invoice,
  type InvoiceLine,
  invoice,
  invoiceList,
  invoiceParams,
  type LinePart,
  type ListInvoicesInput,
  listInvoicesInput,
  type MarkPaidInput,
  markPaidInput,
  reasonInput,
  type SubscriptionPreview,
  subscriptionPreview,
  type UpcomingInvoice,
  upcomingInvoice as upcomingInvoiceSchema,
} from './schemas';
export { subscribeCustomer } from './subscribe-customer';
export { upcomingInvoice } from './upcoming-invoice';
export { voidInvoice } from './void-invoice';
export { writeOffInvoice } from './write-off-invoice';
