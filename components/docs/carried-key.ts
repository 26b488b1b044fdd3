/*
 * A customer's key on its way from the screen that shows it once to the page where calls are tried. It stays in the
 * tab, as long as the tab: the server never has it again.
 */

const nameOf = (provider: string) => `tollgate.key.${provider}`;

export function carryKey(provider: string, secret: string): void {
  try {
    sessionStorage.setItem(nameOf(provider), secret);
  } catch {
    // A browser that forbids storage: the key is typed in on the page.
  }
}

export function carriedKey(provider: string): string {
  try {
    return sessionStorage.getItem(nameOf(provider)) ?? '';
  } catch {
    return '';
  }
}
