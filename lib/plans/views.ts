import type { PlanInvitation } from './invitation-schemas';
import type { InvitationRow } from './invitation-store';
import {
  CHARGEABLE_BELOW,
  type Meter,
  meter,
  type Plan,
  type PlanTerms,
  type PlanVersionView,
  type PublicPlan,
  plan,
} from './schemas';
import type { MeterRow, PlanRow, VersionRow } from './store';

export function meterView(row: MeterRow): Meter {
  return meter.parse({ ...row, createdAt: row.createdAt.toISOString() });
}

/** A version's terms. Json columns are read through their schemas, never trusted as they are. */
export function termsView(row: VersionRow): PlanTerms {
  const { shape } = plan;
  return {
    version: row.version,
    basePrice: row.basePrice,
    trialDays: row.trialDays,
    prices: shape.prices.parse(row.prices),
    rateLimit: shape.rateLimit.parse(row.rateLimit),
    quotas: shape.quotas.parse(row.quotas),
    billing: shape.billing.parse(row.billing),
    proration: shape.proration.parse(row.proration),
    chargeableStatus: chargeableStatusOf(row.chargeableBelow),
    taxCode: row.taxCode,
  };
}

export function versionView(row: VersionRow): PlanVersionView {
  return { ...termsView(row), createdAt: row.createdAt.toISOString() };
}

export function planView(row: PlanRow, version: VersionRow): Plan {
  return {
    ...identityOf(row),
    public: row.isPublic,
    position: row.position,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    ...termsView(version),
    createdAt: row.createdAt.toISOString(),
  };
}

export function publicPlanView(row: PlanRow, version: VersionRow): PublicPlan {
  const { chargeableStatus: _, taxCode: __, ...terms } = termsView(version);
  return { ...identityOf(row), ...terms };
}

function identityOf(row: PlanRow) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    currency: row.currency,
    interval: plan.shape.interval.parse(row.interval),
    features: row.features,
    highlighted: row.highlighted,
  };
}

function chargeableStatusOf(below: number): PlanTerms['chargeableStatus'] {
  if (below <= CHARGEABLE_BELOW.below_400) return 'below_400';
  return below <= CHARGEABLE_BELOW.below_500 ? 'below_500' : 'all';
}

export function invitationView(row: InvitationRow): PlanInvitation {
  const { id, email, uses, usesLeft } = row;
  return {
    ...{ id, email, uses, usesLeft },
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
