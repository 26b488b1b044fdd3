'use server';

import { z } from 'zod';
import { defineMemberAction } from '@/lib/http/define-action';
import { checkProof } from '@/lib/revenue';

export const checkProofAction = defineMemberAction({
  input: z.object({}),
  run: async ({ ctx }): Promise<void> => {
    await checkProof(ctx);
  },
});
