import { fileURLToPath } from 'node:url';

/* The packages are the product's own, two folders up from the benchmark's. */
const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

export default {
  distDir: '../../../dist/bench/next-route',
  outputFileTracingRoot: root,
  turbopack: { root },
};
