import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { seal } from '@/lib/infra/sealed';
import { requireProviderWriter } from '@/lib/tenants';
import { replaceSecret } from './endpoint-store';
import type { NewWebhookEndpoint, RotateWebhookSecretInput } from './schemas';
import { newSigningSecret } from './sign';
import { endpointView } from './views';

/**
 * Puts a new secret in the old one's place. For the overlap, in real time, both sign every delivery, so that the
 * receiver may change over whenever it suits.
 */
export async function rotateWebhookSecret(
  ctx: Context,
  input: RotateWebhookSecretInput & { id: string },
): Promise<NewWebhookEndpoint> {
  requireProviderWriter(ctx);
  const { id, overlapSeconds } = input;
  const secret = newSigningSecret();
  const oldSecretUntil =
    overlapSeconds > 0 ? new Date(systemClock.now().getTime() + overlapSeconds * 1000) : null;
  return inTransaction(ctx, async (inner) => {
    const row = await replaceSecret(inner, ctx.provider.id, id, { secret: seal(secret), oldSecretUntil });
    const details = { overlapSeconds };
    await recordAudit(inner, { action: 'webhook_endpoint.secret_rotated', targetId: id, details });
    return { ...endpointView(row), secret };
  });
}
