export { authOptions } from './auth-options';
export { createPortalSession } from './create-portal-session';
export type { ActiveCustomer } from './customer-context';
export { inviteMember } from './invite-member';
export { localPath } from './local-path';
export type { ActiveMember, OpenableProvider } from './member-context';
export { type MemberInvitation, memberInvitationInput } from './member-invitation-schemas';
export {
  acceptMemberInvitation,
  changeTeamMember,
  findMemberInvitation,
  listMemberInvitations,
  revokeMemberInvitation,
} from './member-invitations';
export { portalSession, portalSessionInput } from './portal-link-schemas';
export { proveNewOrOwn } from './prove-new-or-own';
export { assertRole, hasRole } from './roles';
export { type SignUpCustomerInput, signUpCustomer, signUpCustomerInput } from './sign-up-customer';
export { cardPage, startPlan } from './start-plan';
export { verifyPassword } from './verify-password';
export { visitorContext } from './visitor-context';
