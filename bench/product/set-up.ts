import { startServices } from '@/lib/infra/start-services';
import { startSubscription } from '@/lib/subscriptions';
import { givenCustomer, givenKey, givenPlan, givenProvider } from '@/lib/testing/factories';

/*
 * A provider with a plan that uses every limit (rate, hard quota, price, budget-less spend), and customers on it
 * with a key each; none of the limits is ever reached. Prints what the load needs to know of them.
 */
const services = await startServices();
const { secretKey, ctx } = await givenProvider();
const plan = await givenPlan(ctx, {
  rateLimit: { limit: 1_000_000, windowSeconds: 1 },
  quotas: [{ meter: 'calls', limit: 1_000_000_000, hard: true }],
});
const customers: string[] = [];
const keys: string[] = [];
for (let n = 0; n < Number(process.env.BENCH_CUSTOMERS); n++) {
  const { id } = await givenCustomer(ctx);
  await startSubscription(ctx, { customer: id, plan: plan.slug });
  customers.push(id);
  keys.push((await givenKey(ctx, id)).secret);
}
process.stdout.write(`${JSON.stringify({ providerId: ctx.provider.id, secretKey, customers, keys })}\n`);
await services?.stop();
