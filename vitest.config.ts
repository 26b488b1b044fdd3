import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };

/**
 * Two projects: `unit` is pure (*.test.ts) and touches nothing outside the process;
 * `integration` (*.itest.ts) talks to a real PostgreSQL and a real Redis, each file in a database of its own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // Properties take seconds where two cores have a build to do besides.
          testTimeout: 60_000,
          include: ['{lib,components,sdk,app,e2e}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['{lib,components,sdk,app,e2e}/**/*.itest.ts'],
          environment: 'node',
          globalSetup: ['./lib/testing/global-setup.ts'],
          // Failures that a test provokes are logged as warnings.
          env: { LOG_LEVEL: 'error' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
