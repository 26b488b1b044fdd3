export { DEFINITIONS, type RevenueTerm } from './definitions';
export { getRevenue } from './get-revenue';
export { reconcile } from './reconcile';
export { type Reconciliation, reconciliation } from './reconciliation-schemas';
export { type Rehearsal, type RehearsalInput, rehearsal, rehearsalInput } from './rehearsal-schemas';
export { rehearsePlan } from './rehearse-plan';
export { type RevenueQuery, type RevenueReport, revenueQuery, revenueReport } from './revenue-schemas';
export { type RevenueSoFar, revenueSoFar } from './revenue-so-far';
