'use server';

import { z } from 'zod';
import { deleteApiDocument, setApiDocument } from '@/lib/api-docs';
import { defineMemberAction } from '@/lib/http/define-action';

export const setApiDocumentAction = defineMemberAction({
  input: z.object({ document: z.string('Choose a file, or paste a document.') }),
  run: async ({ ctx }, { document }): Promise<void> => {
    await setApiDocument(ctx, { document });
  },
});

export const deleteApiDocumentAction = defineMemberAction({
  input: z.object({}),
  run: async ({ ctx }): Promise<void> => {
    await deleteApiDocument(ctx);
  },
});
