import type { ProviderRow, SecretKeyRow } from './provider-store';
import { address, branding, type ProviderView } from './schemas';
import { paperSettings, taxSettings } from './tax-settings';

/** Where a logo is shown from; null for none. */
export function logoPath(slug: string, logoId: string | null): string | null {
  return logoId && `/p/${slug}/logo/${logoId}`;
}

export function providerView(row: ProviderRow): ProviderView {
  const kept = address.parse(row.address);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    mode: row.liveProviderId === null ? 'live' : 'test',
    liveProviderId: row.liveProviderId,
    email: row.email,
    currency: row.currency,
    timezone: row.timezone,
    country: row.country,
    state: row.state,
    taxId: row.taxId,
    address: Object.keys(kept).length > 0 ? kept : null,
    keyPrefix: row.keyPrefix,
    graceHours: row.graceHours,
    paymentDays: row.paymentDays,
    gaugeFailure: row.gaugeFailure === 'deny' ? 'deny' : 'allow',
    branding: branding.parse(row.branding),
    logo: logoPath(row.slug, row.logoId),
    taxSettings: taxSettings.parse(row.taxSettings),
    paperSettings: paperSettings.parse(row.paperSettings),
    createdAt: row.createdAt.toISOString(),
  };
}

export interface SecretKeyView {
  id: string;
  name: string;
  prefix: string;
  last4: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

export function secretKeyView(row: SecretKeyRow): SecretKeyView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    last4: row.last4,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
