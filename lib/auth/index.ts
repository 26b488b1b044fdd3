export { askToConfirm } from './account/ask-to-confirm';
export { askToReset } from './account/ask-to-reset';
export { confirmAddress } from './account/confirm-address';
export { countAccountMail } from './account/mail-limit';
export { resetPassword } from './account/reset-password';
export { userOfLink } from './account/tokens';
export { authOptions } from './auth-options';
export { createPortalSession } from './create-portal-session';
export type { ActiveCustomer } from './customer-context';
export { type SignInElsewhere, signInsElsewhere } from './elsewhere';
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
export { type AcceptInvitation, acceptCustomerInvitation } from './team/accept-customer-invitation';
export { type FoundInvitation, findCustomerInvitation } from './team/find-customer-invitation';
export { inviteCustomerMember } from './team/invite-customer-member';
export { type CustomerInvitation, listCustomerInvitations } from './team/list-customer-invitations';
export { revokeCustomerInvitation } from './team/revoke-customer-invitation';
export { verifyPassword } from './verify-password';
export { visitorContext } from './visitor-context';
