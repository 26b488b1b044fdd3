import process from 'node:process';

/** Anything with a `close` that sends what is left: a guard. */
interface Closing {
  close(): Promise<void>;
}

/** How long the process waits for the last reports. */
const PATIENCE_MS = 5_000;

/**
 * Closes a guard when the process is told to stop (SIGTERM, SIGINT) or has nothing left to do. Where the host has
 * handlers of its own for the signal, the end of the process is theirs; else it ends as the signal says.
 * @returns undoes it
 */
export function closeAtExit(guard: Closing): () => void {
  const onSignal = async (signal: NodeJS.Signals) => {
    undo();
    await Promise.race([guard.close(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const onIdle = () => {
    undo();
    void guard.close();
  };
  const undo = () => {
    process.removeListener('SIGTERM', onSignal);
    process.removeListener('SIGINT', onSignal);
    process.removeListener('beforeExit', onIdle);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('beforeExit', onIdle);
  return undo;
}
