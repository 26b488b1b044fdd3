import { runtime, single } from '@/lib/infra/runtime';
import type { CallEntry, EventEntry } from './entry';
import { GroupCommit } from './group-commit';
import { type CallOutcome, insertCalls } from './insert-calls';
import { type EventOutcome, insertEvents } from './insert-events';

/*
 * This process's two ways into the ledger. Calls and events have one each, so that a batch of ten thousand
 * events never stands before a call that waits for its answer.
 */

export function callWriter(): GroupCommit<CallEntry, CallOutcome> {
  return writer('call-writer', insertCalls);
}

export function eventWriter(): GroupCommit<EventEntry, EventOutcome> {
  return writer('event-writer', insertEvents);
}

function writer<Entry, Outcome>(name: string, write: (entries: Entry[]) => Promise<Outcome[]>) {
  return single(name, () => {
    const made = new GroupCommit(write);
    runtime().closers.push(() => made.flushed());
    return made;
  });
}
