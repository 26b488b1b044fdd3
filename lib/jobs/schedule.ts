import type { TaskList } from 'graphile-worker';
import { sweepThresholds } from '@/lib/access';
import { remindAll, sendDigests } from '@/lib/notify';
import { postUsage } from '@/lib/usage';
import { checkGauges } from './check-gauges';
import { checkProofs } from './check-proofs';
import { closeDue, closeDueOfOne } from './close-due';
import { forgetOldRecords } from './forget-old-records';
import { makePartitions } from './make-partitions';
import { reconcileAllPayments } from './reconcile-payments';
import { releaseLeases } from './release-leases';

/** What each job does: one call of a verb. */
export const TASKS: TaskList = {
  'close-due': () => closeDue(),
  remind: () => remindAll(),
  'send-digests': () => sendDigests(),
  'close-due-of': (payload) => closeDueOfOne(payload),
  'reconcile-payments': () => reconcileAllPayments(),
  'make-partitions': () => makePartitions(),
  'check-gauges': () => checkGauges(),
  'check-proofs': () => checkProofs(),
  'sweep-thresholds': () => sweepThresholds(),
  'release-leases': () => releaseLeases(),
  'post-usage': async () => void (await postUsage()),
  'forget-old-records': () => forgetOldRecords(),
};

/** When: cron lines in UTC. `fill` catches up on what was missed while nothing ran. */
export const SCHEDULE = [
  // Each closes what is due, so a missed minute is made up by the next.
  '* * * * * close-due',
  '* * * * * release-leases',
  // Only what a process left in the journals when it ended.
  '* * * * * post-usage',
  '0 3 * * * make-partitions ?fill=1d',
  '30 3 * * * check-gauges',
  '45 3 * * * check-proofs',
  // Only what a crash kept from being noticed at once.
  '*/10 * * * * sweep-thresholds',
  '20 * * * * remind',
  // Whose Monday morning it is.
  '5 * * * * send-digests',
  // What a lost webhook left undone is not for the night: hourly. The whole comparison is cheap.
  '10 * * * * reconcile-payments',
  '30 * * * * forget-old-records',
].join('\n');
