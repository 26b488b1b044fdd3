export { reconcile } from './reconcile';
export { type Reconciliation, reconciliation } from './reconciliation-schemas';
export { type RevenueSoFar, revenueSoFar } from './revenue-so-far';
