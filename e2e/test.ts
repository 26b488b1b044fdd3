import { test as base } from '@playwright/test';

/**
 * A journey's people have browsers of their own (`browser.newPage()`). They close with the journey: a page that
 * refreshes itself would go on asking the server while the next ones are timed.
 */
export const test = base.extend<{ everybodyLeaves: undefined }>({
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
