/** A path within this site, or the fallback: a link that signs in must not lead off to somewhere else. */
export function localPath(wanted: string | undefined, fallback: string): string {
  if (!wanted?.startsWith('/')) return fallback;
  const base = 'http://local.invalid';
  const target = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  return target?.origin === base ? target.pathname + target.search : fallback;
}
