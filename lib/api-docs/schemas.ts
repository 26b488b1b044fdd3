import { z } from 'zod';
import { instantAnswer } from '@/lib/tenants';

/** Below the size of a JSON body, with room for what is around it. */
export const MAX_DOCUMENT_BYTES = 900_000;

export const setApiDocumentInput = z.strictObject({
  document: z
    .union([z.record(z.string(), z.unknown()), z.string().min(1)])
    .describe(
      `An OpenAPI 3 document: the object itself, or its text in JSON or YAML. At most ${MAX_DOCUMENT_BYTES} bytes ` +
        'as JSON; every $ref within it.',
    ),
});

export const apiDocument = z
  .object({
    title: z.string(),
    version: z.string().describe('Of the API that it describes.'),
    openapi: z.string().describe('The version of OpenAPI that it is written in.'),
    operations: z.int().describe('How many calls it describes.'),
    url: z.url().describe('The page that customers read.'),
    updatedAt: instantAnswer,
    document: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ApiDocument' });

export type ApiDocument = z.output<typeof apiDocument>;
