import { UserPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { InvitationsTable, MembersTable } from '@/components/portal/team-tables';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { FormDialog } from '@/components/ui/form-dialog';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole, listCustomerInvitations } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import type { Role } from '@/lib/core/context';
import { listCustomerMembers } from '@/lib/tenants';
import { changeRoleAction, inviteAction, removeMemberAction, revokeInvitationAction } from './actions';

export const metadata: Metadata = { title: 'Team' };

const ROLES: { value: Role; label: string }[] = [
  { value: 'viewer', label: 'Viewer: sees everything, changes nothing' },
  { value: 'admin', label: 'Admin: keys, plan, billing, team' },
  { value: 'owner', label: 'Owner: the same, and other owners' },
];

export default async function TeamPage({ params }: { params: Promise<{ provider: string }> }) {
  const { provider: slug } = await params;
  const { ctx, customer, role, user } = await requireCustomerMember(slug);
  const mayChange = hasRole(role, 'admin');
  const [members, invitations] = await Promise.all([
    listCustomerMembers(ctx, { customerId: customer.id }),
    mayChange ? listCustomerInvitations(ctx, { customerId: customer.id }) : [],
  ]);
  const scope = { provider: slug };
  const roles = ROLES.filter(({ value }) => value !== 'owner' || role === 'owner');
  const invite = mayChange && (
    <FormDialog
      action={inviteAction}
      scope={scope}
      look="primary"
      title="Invite somebody"
      description={`They get a mail with a link into the team ${customer.name}, good for a week.`}
      fields={[
        { name: 'email', label: 'E-mail', isRequired: true },
        { name: 'role', label: 'Role', options: roles, value: 'viewer', isRequired: true },
      ]}
      submitLabel="Send invitation"
      doneMessage="The invitation is on its way."
    >
      <UserPlus aria-hidden />
      Invite
    </FormDialog>
  );
  const mayTouch = (target: Role) => mayChange && (target !== 'owner' || role === 'owner');
  return (
    <>
      <PageHeader
        title="Team"
        description="Who may open this account, and what they may do."
        actions={invite}
      />
      <div className="grid grid-cols-1 gap-6">
        <MembersTable
          members={members}
          ownId={user.id}
          timezone={ctx.provider.timezone}
          actionsOf={(member) =>
            mayTouch(member.role) && (
              <>
                <FormDialog
                  action={changeRoleAction}
                  scope={{ ...scope, user: member.userId }}
                  look="quiet"
                  size="small"
                  title={`Role of ${member.name}`}
                  description="It holds from their next click."
                  fields={[
                    { name: 'role', label: 'Role', options: roles, value: member.role, isRequired: true },
                  ]}
                  submitLabel="Change role"
                  doneMessage="The role is changed."
                >
                  Role<span className="sr-only"> of {member.name}</span>
                </FormDialog>
                <ConfirmAction
                  action={removeMemberAction}
                  fields={{ ...scope, user: member.userId }}
                  label={`Remove ${member.name}`}
                  title={`Remove ${member.name}?`}
                  description={`${member.email} is out with the next click. Keys that they made go on working; revoke them on the screen Keys.`}
                  confirmLabel="Remove from team"
                  isDestructive
                  doneMessage={`${member.name} is no member any more.`}
                >
                  Remove
                </ConfirmAction>
              </>
            )
          }
        />
        {invitations.length > 0 && (
          <InvitationsTable
            invitations={invitations}
            timezone={ctx.provider.timezone}
            actionsOf={({ id, email }) => (
              <ConfirmAction
                action={revokeInvitationAction}
                fields={{ ...scope, invitation: id }}
                label={`Take back the invitation of ${email}`}
                title="Take this invitation back?"
                description={`The link that ${email} got opens nothing any more.`}
                confirmLabel="Take back"
                doneMessage="The invitation is taken back."
              >
                Take back
              </ConfirmAction>
            )}
          />
        )}
      </div>
    </>
  );
}
