import { readFileSync } from 'node:fs';

/*
 * npm starts a script through a shell, and neither hands every signal on: killing npm or the shell would leave the
 * server behind, holding its port. So it watches the two processes above it and stops in order when one is gone.
 */

const LOOK_EVERY_MS = 500;

/** Ends this process, as SIGTERM would, once npm or its shell has died. Call it first thing. */
export function stopWithParent() {
  // Started by hand, by a service manager or under nohup, it is nobody's child to follow.
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

/** The process above, and where the system tells (Linux), the one above that. */
function ancestors() {
  const parent = process.ppid;
  try {
    // "pid (name) state ppid …": the name may hold spaces and brackets, so count from its end.
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(parent);
  }
}
