'use server';

import { z } from 'zod';
import { definePublicAction } from '@/lib/http/define-action';
import { chooseMail } from '@/lib/notify';

export const chooseMailAction = definePublicAction({
  input: z.object({ token: z.string().max(2_000), subscribed: z.enum(['yes', 'no']) }),
  run: (_, { token, subscribed }) => chooseMail({ token, subscribed: subscribed === 'yes' }),
});
