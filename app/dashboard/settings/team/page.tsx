import type { Metadata } from 'next';
import { SectionLinks } from '@/components/dashboard/section-links';
import { InviteMember } from '@/components/dashboard/settings/invite-member';
import { TeamTable } from '@/components/dashboard/settings/team-table';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole, listMemberInvitations } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { listProviderMembers } from '@/lib/tenants';
import { changeRoleAction, inviteMemberAction, removeMemberAction, revokeInvitationAction } from '../actions';

export const metadata: Metadata = { title: 'Team' };

const ACTIONS = { changeRole: changeRoleAction, remove: removeMemberAction, revoke: revokeInvitationAction };

export default async function TeamPage() {
  const { ctx, role } = await requireMember();
  const [members, invitations] = await Promise.all([listProviderMembers(ctx), listMemberInvitations(ctx)]);
  const mayChange = hasRole(role, 'admin');
  return (
    <>
      <PageHeader
        title="Team"
        description="Who may open this account and the sandbox beside it."
        actions={
          <>
            <SectionLinks of="Settings" current="team" />
            {mayChange && <InviteMember action={inviteMemberAction} />}
          </>
        }
      />
      <TeamTable
        members={members}
        invitations={invitations}
        timezone={ctx.provider.timezone}
        actions={mayChange ? ACTIONS : null}
      />
    </>
  );
}
