/* What the benchmark's own process needs of the product: its embedded servers. */
export { embeddedPostgres } from '@/lib/infra/embedded/postgres';
export { embeddedRedis } from '@/lib/infra/embedded/redis';
