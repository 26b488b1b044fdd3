import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/* What processes use: memory everywhere, processor time where the system tells it (Linux). */

const TICK_MS = 10;

/** Resident memory in bytes; null when the process is gone. */
export function residentBytes(pid) {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1024;
  } catch {
    return null;
  }
}

/** Watches a process's resident memory until stopped; returns the highest that it saw. */
export function watchMemory(pid, everyMs = 250) {
  let peak = residentBytes(pid) ?? 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid) ?? 0);
  }, everyMs);
  return () => {
    clearInterval(timer);
    return Math.max(peak, residentBytes(pid) ?? 0);
  };
}

/** Milliseconds of processor time that a process and its living children have used; NaN where unknown. */
export function processorMs(pid) {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (!fields) continue;
    if (Number(name) !== pid && Number(fields[1]) !== pid) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
    // A server's children that ended, such as closed connections.
    if (Number(name) === pid) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks * TICK_MS;
}

/** The fields of /proc/<pid>/stat after the name: state, parent, …, user and system time, those of children. */
function statOf(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
