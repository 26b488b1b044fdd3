export { changedSpans, type MeasuredSpan } from './changed-spans';
export { dailyUsage } from './daily-usage';
export { BUCKET_MS, type CallEntry, type EventEntry } from './entry';
export { type ExplainedUse, listUses, type UsageOfDay, usageByDay } from './explain-usage';
export {
  type ExploreInput,
  exploreUsage,
  exportUsage,
  STATUS_CLASSES,
  type StatusClass,
  type Sum as UsageSum,
} from './explore-usage';
export { exportDailyUsage } from './export-daily-usage';
export { isUsedAt } from './is-used-at';
export {
  insertLease,
  type LeaseRow,
  providersWithEndedLeases,
  reduceLease,
  selectEndedLeases,
  selectLease,
} from './lease-store';
export { type MeasuredUse, measureByKey, measureUsage, type UseFilter } from './measure-usage';
export { ensureMonths } from './partitions';
export { postUsage } from './post-usage';
export { queryUsage } from './query-usage';
export {
  type MeterProof,
  reconcileUsage,
  type UsageDifference,
  type UsageProof,
} from './reconcile-usage';
export { type UsageQuery, type UsageResponse, usageQuerySchema, usageResponseSchema } from './schemas';
export { type SettledCall, type Settlement, settleUsage } from './settle-usage';
export { selectAnswer, selectUnits } from './store';
export { type DayOfSpan, type SpanToSum, usageOfSpans } from './usage-of-spans';
export { callWriter, eventWriter } from './writers';
