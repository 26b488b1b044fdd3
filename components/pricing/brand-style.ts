import type { CSSProperties } from 'react';

/**
 * The provider's colour in place of ours. Any colour may be given, so its lightness is kept where text on it and
 * beside it can be read (OKLCH lightness of at most 0.53 stands out from white by WCAG's 4.5:1, of at least 0.76
 * from black); hue and strength stay the provider's.
 */
export function brandStyle(color: string | undefined): CSSProperties | undefined {
  if (color === undefined) return undefined;
  const pair = `light-dark(oklch(from ${color} min(l, 0.53) c h), oklch(from ${color} max(l, 0.76) c h))`;
  const soft = `light-dark(oklch(from ${color} 0.96 min(c, 0.03) h), oklch(from ${color} 0.26 min(c, 0.05) h))`;
  return { '--primary': pair, '--accent': pair, '--accent-soft': soft } as CSSProperties;
}
