/**
 * Runs once when Next starts. Our own server has opened this process's connections by then; a platform that
 * runs Next alone gets them here, from DATABASE_URL.
 */
export async function register(): Promise<void> {
  // Next replaces this when it builds, so that nothing below enters the edge bundle.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { hasRuntime } = await import('./lib/infra/runtime');
  if (hasRuntime()) return;
  const [{ env }, { startRuntime }] = await Promise.all([import('./lib/env'), import('./lib/infra/start')]);
  const { databaseUrl, redisNodes, authSecret, stripe } = env();
  if (!databaseUrl) throw new Error('DATABASE_URL must be set where Next is started without the server.');
  if (!authSecret) throw new Error('AUTH_SECRET must be set where Next is started without the server.');
  await startRuntime({ databaseUrl, redisNodes: redisNodes ?? null, authSecret, stripe: stripe ?? null });
}
