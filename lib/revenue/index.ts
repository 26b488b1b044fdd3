export { DEFINITIONS, type RevenueTerm } from './definitions';
export { exportAccount } from './export-account';
export { exportInvoices, INVOICE_EXPORTS } from './export-invoices';
export type { Attention } from './find-attention';
export { getAgeing } from './get-ageing';
export { getOverview, type Overview } from './get-overview';
export { getProgress } from './get-progress';
export { checkProof, getProof } from './get-proof';
export { getRevenue } from './get-revenue';
export { LEAKS, type Leak, type LeakKind } from './leakage-schemas';
export { listSubscribers } from './list-subscribers';
export { reconcile } from './reconcile';
export { type Reconciliation, reconciliation } from './reconciliation-schemas';
export { type Rehearsal, type RehearsalInput, rehearsal, rehearsalInput } from './rehearsal-schemas';
export { rehearsePlan } from './rehearse-plan';
export { type RevenueQuery, type RevenueReport, revenueQuery, revenueReport } from './revenue-schemas';
export {
  CUSTOMER_SORTS,
  CUSTOMER_STATES,
  type FoundCustomer,
  searchCustomers,
} from './search-customers';
