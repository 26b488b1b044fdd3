import { z } from 'zod';
import { instantAnswer, instantField } from '@/lib/tenants';

const EARLIEST_YEAR = 2000;
const LATEST_YEAR = 2100;

export const setClockInput = z
  .strictObject({
    now: instantField
      .refine(
        (text) => {
          const year = new Date(text).getUTCFullYear();
          // What is no time at all is refused by the rule before.
          return Number.isNaN(year) || (year >= EARLIEST_YEAR && year <= LATEST_YEAR);
        },
        { params: { code: 'out_of_range' }, message: 'Must lie in the years 2000 to 2100.' },
      )
      .describe('Where the clock shall stand. Forward only, once the sandbox has customers.'),
  })
  .meta({ examples: [{ now: '2026-05-01T00:00:00.000Z' }] });

export type SetClockInput = z.output<typeof setClockInput>;

export const clock = z
  .object({
    now: instantAnswer,
    frozen: z.boolean().describe('True where it stands until it is moved; false where it follows real time.'),
  })
  .meta({ id: 'Clock' });

export type ClockView = z.output<typeof clock>;

export const movedClock = clock
  .extend({
    did: z
      .array(
        z.object({
          at: instantAnswer,
          what: z.string().meta({ examples: ['period_closed'] }),
          customer: z.string(),
          subscription: z.string().optional(),
          invoice: z.string().optional(),
        }),
      )
      .describe('What fell due in between and was done, in order.'),
  })
  .meta({ id: 'MovedClock' });

export type MovedClock = z.output<typeof movedClock>;
