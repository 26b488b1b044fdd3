'use server';

import { z } from 'zod';
import { defineMemberAction } from '@/lib/http/define-action';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  redeliverWebhook,
  rotateWebhookSecret,
  rotateWebhookSecretInput,
  updateWebhookEndpoint,
  webhookEndpointInput,
} from '@/lib/notify';

const { url, description } = webhookEndpointInput.shape;
/** A form sends one text; none chosen means all. */
const events = z
  .string()
  .optional()
  .transform((text) => text?.split(' ') ?? ['*'])
  .pipe(webhookEndpointInput.shape.events);

const oneEndpoint = z.object({ endpoint: z.string() });

export const createEndpointAction = defineMemberAction({
  input: z.object({ url, description, events }),
  run: async ({ ctx }, input) => {
    const { secret } = await createWebhookEndpoint(ctx, input);
    return { secret };
  },
});

export const rotateSecretAction = defineMemberAction({
  input: oneEndpoint,
  run: async ({ ctx }, { endpoint }) => {
    const { secret } = await rotateWebhookSecret(ctx, {
      id: endpoint,
      ...rotateWebhookSecretInput.parse({}),
    });
    return { secret };
  },
});

export const setEndpointStatusAction = defineMemberAction({
  input: oneEndpoint.extend({ status: z.enum(['enabled', 'disabled']) }),
  run: async ({ ctx }, { endpoint, status }) => {
    await updateWebhookEndpoint(ctx, { id: endpoint, changes: { status } });
  },
});

export const deleteEndpointAction = defineMemberAction({
  input: oneEndpoint,
  run: async ({ ctx }, { endpoint }) => {
    await deleteWebhookEndpoint(ctx, { id: endpoint });
  },
});

export const redeliverAction = defineMemberAction({
  input: z.object({ delivery: z.string() }),
  run: async ({ ctx }, { delivery }) => {
    await redeliverWebhook(ctx, { id: delivery });
  },
});
