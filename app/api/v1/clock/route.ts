import { clock, getClock, movedClock, setClock, setClockInput } from '@/lib/clock';
import { defineRoute, defineRoutes } from '@/lib/http';

const common = { tag: 'Sandbox', auth: 'secret', status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...common,
    summary: 'Where the clock stands',
    response: clock,
    run: (ctx) => getClock(ctx),
  }),
  PUT: defineRoute({
    ...common,
    summary: 'Move a sandbox’s clock',
    description:
      'Sandbox keys only. Any time, past or future, while the sandbox has no customers; forward only afterwards. Answers when everything due by then has happened, in order.',
    body: setClockInput,
    response: movedClock,
    run: (ctx, { body }) => setClock(ctx, body),
  }),
});
