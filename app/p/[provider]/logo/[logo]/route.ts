import { requireProvider } from '@/lib/auth/request';
import { problemResponse } from '@/lib/http';
import { getLogo } from '@/lib/tenants';

/** A provider's uploaded logo. Its address is the hash of its bytes, so it may be kept for ever. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ provider: string; logo: string }> },
) {
  const { provider, logo } = await params;
  try {
    const { contentType, bytes } = await getLogo(await requireProvider(provider), { id: logo });
    const headers = {
      'content-type': contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    };
    return new Response(bytes as BodyInit, { headers });
  } catch (error) {
    return problemResponse(error, 'logo');
  }
}
