/** The lines that every provider adds, as the start page and the developers' page show them. */
export function integrationSample(origin: string, secretKey = 'tg_live_…'): string {
  return `const answer = await fetch('${origin}/api/v1/verify', {
  method: 'POST',
  headers: { authorization: 'Bearer ${secretKey}' },
  body: JSON.stringify({ key: customersKey }),
}).then((response) => response.json());

if (!answer.allowed) return refuse(answer.code);`;
}
