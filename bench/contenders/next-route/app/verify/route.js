const CONSTANT = JSON.stringify({ allowed: true, code: 'ok', padding: 'x'.repeat(480) });

export const dynamic = 'force-dynamic';

export function POST() {
  return new Response(CONSTANT, { headers: { 'content-type': 'application/json' } });
}
