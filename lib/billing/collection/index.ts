export { findToSettle } from './find-to-settle';
export { notePaymentFailure, type PaymentFailure } from './note-payment-failure';
export {
  type OwedInvoice,
  openInvoicesOf,
  owedInvoice,
  scheduleCollection,
  waitingInvoicesOf,
} from './owed-invoice';
export { receivePayment } from './receive-payment';
export { refreshStanding } from './refresh-standing';
export { paid } from './settled';
