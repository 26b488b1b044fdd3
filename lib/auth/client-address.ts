/**
 * Where a request comes from: what the nearest proxy wrote, which is the last entry. Without a proxy in front
 * a caller may write the header itself, so nothing but a limit's second line of defence may depend on it.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string | null {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null;
}
