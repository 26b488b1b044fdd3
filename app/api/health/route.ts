/** The process answers: nothing else is asked, so an orchestrator restarts only what is really stuck. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}

export const dynamic = 'force-dynamic';
