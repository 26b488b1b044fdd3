import { existsSync, readFileSync } from 'node:fs';

/*
 * What the test runners' own reports say. A report that is missing, or that fails without a failed test (a
 * file that did not load, an error outside the tests), counts as one failure.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @returns {Counts} from Vitest's JSON report */
export function countVitest(file, succeeded) {
  const report = parse(file);
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return withFailure(succeeded, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** @returns {Counts} from Playwright's JSON report */
export function countPlaywright(file, succeeded) {
  const { stats, errors } = parse(file) ?? {};
  return withFailure(succeeded, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: (stats?.unexpected ?? 0) + (errors?.length ?? 0),
    skipped: stats?.skipped ?? 0,
  });
}

/** @returns {Counts} */
export function countOne(succeeded) {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/** @param {Counts[]} all */
export function sum(all) {
  const total = (name) => all.reduce((count, counts) => count + counts[name], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** @param {Counts} counts */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function withFailure(succeeded, counts) {
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function parse(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
