/** In whose name a mail is written. */
export interface Brand {
  name: string;
  logoUrl: string | null;
  /** `#rrggbb` */
  color: string;
  websiteUrl: string;
  timezone: string;
}

/** Black or white, whichever reads better on a colour (WCAG relative luminance). */
export function inkOn(color: string): '#ffffff' | '#111827' {
  const channel = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  // Where white and near-black have the same contrast.
  return luminance > 0.19 ? '#111827' : '#ffffff';
}
