export { MAX_EVENTS_BYTES, type RawEvent } from './parse-events';
export { type GaugeDifference, type GaugeProof, rebuildGauge, reconcileGauge } from './reconcile-gauge';
export { recordEvents } from './record-events';
export { recordEventsFromBody } from './record-events-from-body';
export {
  eventsResponseSchema,
  settleRequestSchema,
  settleResponseSchema,
  usageEventSchema,
  verifyRequestSchema,
  verifyResponseSchema,
} from './schemas';
export { settleCalls } from './settle-calls';
export { sweepThresholds } from './sweep-thresholds';
export { verifyCall } from './verify-call';
