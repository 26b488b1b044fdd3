export { acceptPlanInvitation } from './accept-plan-invitation';
export { archivePlan } from './archive-plan';
export { createMeter } from './create-meter';
export { createPlan } from './create-plan';
export { createPlanInvitation } from './create-plan-invitation';
export { createPlanVersion } from './create-plan-version';
export {
  type ChargeSpan,
  cutCharges,
  cutWindow,
  type PricedSpan,
  type Segment,
  type TermsInForce,
} from './cut-charges';
export { getPlan } from './get-plan';
export { getPlanVersion } from './get-plan-version';
export {
  inviteField,
  newPlanInvitation,
  type PlanInvitation,
  planInvitation,
  planInvitationInput,
  planInvitationList,
} from './invitation-schemas';
export { listMeters } from './list-meters';
export { listPlanInvitations } from './list-plan-invitations';
export { listPlanVersions } from './list-plan-versions';
export { listPlans } from './list-plans';
export { listPublicPlans } from './list-public-plans';
export { type Migration, migrateSubscribers } from './migrate-subscribers';
export { revokePlanInvitation } from './revoke-plan-invitation';
export {
  CHARGEABLE_BELOW,
  type CreatePlanInput,
  type CreateVersionInput,
  createPlanInput,
  createVersionInput,
  listPlansInput,
  type Meter,
  type MeterInput,
  type MigrateInput,
  meter,
  meterInput,
  meterList,
  migrateInput,
  migration,
  type Plan,
  type PlanTerms,
  type PlanVersionView,
  type PublicPlan,
  type PublicPlans,
  plan,
  planList,
  planParams,
  planVersionList,
  publicPlans,
  type Quota,
  type RateLimit,
  rateLimit,
  type UpdatePlanInput,
  updatePlanInput,
} from './schemas';
export { updatePlan } from './update-plan';
