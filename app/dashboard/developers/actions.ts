'use server';

import { z } from 'zod';
import { type MovedClock, setClock, setClockInput } from '@/lib/clock';
import { invalidField } from '@/lib/core/errors';
import { parseOrThrow } from '@/lib/core/parse';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { defineMemberAction } from '@/lib/http/define-action';
import { rotateKeyInput } from '@/lib/keys';
import { createSecretKey, line, revokeSecretKey, rotateSecretKey } from '@/lib/tenants';

export const createSecretKeyAction = defineMemberAction({
  input: z.object({ name: line(120, 0).optional() }),
  run: async ({ ctx }, { name }) => {
    const { secret } = await createSecretKey(ctx, { ...(name && { name }) });
    return { secret };
  },
});

export const rotateSecretKeyAction = defineMemberAction({
  input: z.object({
    key: z.string(),
    graceSeconds: z.coerce.number().pipe(rotateKeyInput.shape.graceSeconds.unwrap()),
  }),
  run: async ({ ctx }, { key, graceSeconds }) => {
    const { secret } = await rotateSecretKey(ctx, { id: key, graceSeconds });
    return { secret };
  },
});

export const revokeSecretKeyAction = defineMemberAction({
  input: z.object({ key: z.string() }),
  run: async ({ ctx }, { key }) => {
    await revokeSecretKey(ctx, { id: key });
  },
});

/** Local days that a button moves the clock by; a date of its own is that day's midnight. */
export const moveClockAction = defineMemberAction({
  input: z.object({ days: z.coerce.number().int().min(1).max(400).optional(), day: z.string().optional() }),
  run: async ({ ctx }, { days, day }): Promise<MovedClock> => {
    const { timezone } = ctx.provider;
    const target = days === undefined ? day : addDays(localDayOf(ctx.clock.now(), timezone), days);
    if (target === undefined) throw invalidField('day', 'required', 'Choose a day.');
    const now = localMidnight(target, timezone).toISOString();
    return setClock(ctx, parseOrThrow(setClockInput, { now }, 'form'));
  },
});
