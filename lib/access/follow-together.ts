import { single } from '@/lib/infra/runtime';
import type { GaugeUse, GaugeWindow } from './gauge';
import { gauge } from './gauge-of-process';

/** Uses of one window that one transaction committed, by meter and key. */
interface Gathered {
  uses: Map<string, GaugeUse>;
  followed: Promise<void>;
}

const gathering = () => single('gauge-follows', () => new Map<string, Gathered>());

/**
 * Brings a window of the gauge after a commit. Requests that shared the commit hear of it in the same turn of the event
 * loop, and mostly have the same customers: their uses are added up and the gauge is told once.
 *
 * @param xid the transaction that committed the uses
 */
export function followTogether(window: GaugeWindow, uses: Map<string, GaugeUse>, xid: string): Promise<void> {
  const waiting = gathering();
  const name = `${xid} ${window.providerId} ${window.customerId} ${window.startMs}`;
  const gathered = waiting.get(name);
  if (gathered) {
    for (const [of, use] of uses) addUse(gathered.uses, of, use);
    return gathered.followed;
  }
  const followed = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    waiting.delete(name);
    return gauge().follow(window, [...uses.values()], xid);
  });
  waiting.set(name, { uses, followed });
  return followed;
}

/** Adds a use to the sum under its name; the first of a name becomes the sum. */
export function addUse(sums: Map<string, GaugeUse>, name: string, use: GaugeUse): void {
  const sum = sums.get(name);
  if (sum) {
    sum.units += use.units;
    sum.calls += use.calls;
  } else {
    sums.set(name, use);
  }
}
