import { answerMetrics } from '@/lib/http/answer-metrics';

/** For platforms that run Next alone, where nothing shows whether the machine itself asks: by token. */
export async function GET(request: Request): Promise<Response> {
  const { status, headers, body } = await answerMetrics(request.headers.get('authorization'), false);
  return new Response(body, { status, headers });
}

export const dynamic = 'force-dynamic';
