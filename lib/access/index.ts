export { countDenials, type DenialCounts } from './count-denials';
export { grantLease } from './grant-lease';
export {
  LEASE_CODES,
  leaseRequestSchema,
  leaseResponseSchema,
  settleLeaseRequestSchema,
  settleLeaseResponseSchema,
} from './lease-schemas';
export { MAX_EVENTS_BYTES, type RawEvent } from './parse-events';
export { type GaugeDifference, type GaugeProof, rebuildGauge, reconcileGauge } from './reconcile-gauge';
export { recordEvents } from './record-events';
export { recordEventsFromBody } from './record-events-from-body';
export {
  eventsResponseSchema,
  REJECT_CODES,
  settleRequestSchema,
  settleResponseSchema,
  usageEventSchema,
  VERIFY_CODES,
  type VerifyCode,
  type VerifyResponse,
  verifyRequestSchema,
  verifyResponseSchema,
  WARN_CODES,
} from './schemas';
export { settleCalls } from './settle-calls';
export { LEASE_GRACE_SECONDS, releaseEndedLeases, settleLease } from './settle-lease';
export { sweepThresholds } from './sweep-thresholds';
export { TRIAL_ALLOWANCE } from './trial-allowance';
export { verifyCall } from './verify-call';
