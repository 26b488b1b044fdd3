export { connectReturnUrl, connectStripe } from './connect/connect-stripe';
export {
  getPaymentSettings,
  type PaymentSettings,
  paymentSettings,
  paymentsAreSimulated,
  updatePaymentSettings,
  updatePaymentSettingsInput,
} from './connect/payment-settings';
export {
  type Dispute,
  disputeList,
  listDisputes,
  listDisputesInput,
} from './disputes/list-disputes';
export { paymentSources } from './due-sources';
export { type Received, receiveStripeEvent } from './events/receive-stripe-event';
export {
  listStripeEvents,
  listStripeEventsInput,
  replayStripeEvent,
  type StripeEventView,
  stripeEvent,
  stripeEventList,
  stripeEventParams,
} from './events/stripe-events';
export { finishCheckout } from './hosted/finish-checkout';
export { payLink, payReturnUrl, portalReturnUrl, readPayToken, startReturnUrl } from './hosted/pay-link';
export { startHostedPayment } from './hosted/start-hosted-payment';
export { listInvoicePayments, listPayments } from './list-payments';
export { removeMethod, setDefaultMethod } from './methods/change-methods';
export { listPaymentMethods } from './methods/list-methods';
export { requireCard } from './methods/require-card';
export { type HostedPage, hostedPage, startCardSetup, startCardSetupInput } from './methods/start-card-setup';
export { payInvoice } from './pay-invoice';
export {
  type PaymentsReconciliation,
  paymentsReconciliation,
  reconcilePayments,
} from './reconcile/reconcile-payments';
export { issueCreditNote } from './refunds/credit-note';
export {
  type InvoicePayments,
  invoicePayments,
  listPaymentsInput,
  type Payment,
  type PaymentMethodView,
  paymentList,
  paymentMethodParams,
  paymentMethods,
} from './schemas';
export { getAutoTopUp } from './top-up/get-auto-top-up';
export { autoTopUp, autoTopUpInput, setAutoTopUp, startTopUp, startTopUpInput } from './top-up/start-top-up';
