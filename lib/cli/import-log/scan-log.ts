import { parseLogLine } from './parse-log-line';
import { readLines } from './read-lines';

/** What has to be known of a log before its first line can be used. */
export interface LogExtent {
  lines: number;
  /** Of the requests in it; null when there is none. */
  oldestMs: number | null;
  newestMs: number | null;
}

/** Reads a log once for its length and the times that it spans: logs are not sorted to the second. */
export async function scanLog(path: string): Promise<LogExtent> {
  const extent: LogExtent = { lines: 0, oldestMs: null, newestMs: null };
  for await (const lines of readLines(path)) {
    for (const { bytes, isTooLong } of lines) {
      extent.lines++;
      const parsed = isTooLong ? null : parseLogLine(bytes.toString('utf8'));
      if (!parsed || 'problem' in parsed) continue;
      const { occurredAtMs } = parsed.request;
      extent.oldestMs = Math.min(extent.oldestMs ?? occurredAtMs, occurredAtMs);
      extent.newestMs = Math.max(extent.newestMs ?? occurredAtMs, occurredAtMs);
    }
  }
  return extent;
}
