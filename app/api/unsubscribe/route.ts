import { NextResponse } from 'next/server';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { problemResponse } from '@/lib/http';
import { chooseMail } from '@/lib/notify';

const tokenOf = (request: Request) => new URL(request.url).searchParams.get('token') ?? '';

/** What mail programs post to when somebody presses their own button (RFC 8058): no cookies, no questions. */
export async function POST(request: Request): Promise<Response> {
  try {
    await chooseMail({ token: tokenOf(request), subscribed: false });
    return new Response(null, { status: 204 });
  } catch (error) {
    return problemResponse(error, newId('request', systemClock.now()));
  }
}

/** People who open the address themselves are asked first: programs that look at every link must change nothing. */
export async function GET(request: Request): Promise<Response> {
  return NextResponse.redirect(
    new URL(`/unsubscribe?token=${encodeURIComponent(tokenOf(request))}`, request.url),
  );
}
