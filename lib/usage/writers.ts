import { metrics } from '@/lib/infra/metrics';
import { runtime, single } from '@/lib/infra/runtime';
import type { CallEntry, EventEntry } from './entry';
import { type CommitWatch, GroupCommit } from './group-commit';
import { type CallOutcome, insertCalls } from './insert-calls';
import { type EventOutcome, insertEvents } from './insert-events';

/*
 * This process's two ways into the ledger. Calls and events have one each, so that a batch of ten thousand
 * events never stands before a call that waits for its answer.
 */

export function callWriter(): GroupCommit<CallEntry, CallOutcome> {
  return writer('calls', insertCalls);
}

export function eventWriter(): GroupCommit<EventEntry, EventOutcome> {
  return writer('events', insertEvents);
}

function writer<Entry, Outcome>(name: string, write: (entries: Entry[]) => Promise<Outcome[]>) {
  return single(`writer of ${name}`, () => {
    const made = new GroupCommit(write, watchOf(name));
    metrics().ledgerWaiting.set(name, () => made.backlog);
    runtime().closers.push(() => made.flushed());
    return made;
  });
}

/** Tells Prometheus of one writer. */
function watchOf(writer: string): CommitWatch {
  const { commitRows, commitSeconds } = metrics();
  return (rows) => {
    commitRows.observe({ writer }, rows);
    return commitSeconds.startTimer({ writer });
  };
}
