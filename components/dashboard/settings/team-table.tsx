import { DateTime } from '@/components/date-time';
import { Badge } from '@/components/ui/badge';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { FormDialog } from '@/components/ui/form-dialog';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import type { FormAction } from '@/lib/core/action';

export const ROLES = [
  { value: 'viewer', label: 'Viewer: looks, changes nothing' },
  { value: 'admin', label: 'Admin: changes everything but owners' },
  { value: 'owner', label: 'Owner: everything, also closing the account' },
];

interface Props {
  members: { userId: string; name: string; email: string; role: string }[];
  invitations: { email: string; role: string; expiresAt: string }[];
  timezone: string;
  /** Null for those who may only look. */
  actions: Record<'changeRole' | 'remove' | 'revoke', FormAction<void>> | null;
}

/** Who works here, and who is invited. */
export function TeamTable({ members, invitations, timezone, actions }: Props) {
  return (
    <Table label="Team">
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell>E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          {actions && (
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.userId}>
            <Cell className="font-medium">{member.name}</Cell>
            <Cell>{member.email}</Cell>
            <Cell className="capitalize">{member.role}</Cell>
            {actions && (
              <Cell className="py-1 text-right whitespace-nowrap">
                <FormDialog
                  action={actions.changeRole}
                  scope={{ user: member.userId }}
                  look="quiet"
                  size="small"
                  title={`Role of ${member.name}`}
                  fields={[
                    { name: 'role', label: 'Role', options: ROLES, value: member.role, isRequired: true },
                  ]}
                  submitLabel="Change role"
                  doneMessage="The role is changed."
                >
                  Role
                </FormDialog>
                <ConfirmAction
                  action={actions.remove}
                  fields={{ user: member.userId }}
                  label={`Remove ${member.name}`}
                  title={`Remove ${member.name}?`}
                  description="They cannot open this account or its sandbox any more, from the next click on."
                  confirmLabel="Remove"
                  doneMessage={`${member.name} is removed.`}
                >
                  Remove
                </ConfirmAction>
              </Cell>
            )}
          </Row>
        ))}
        {invitations.map(({ email, role, expiresAt }) => (
          <Row key={email}>
            <Cell>
              <Badge tone="accent">Invited</Badge>
            </Cell>
            <Cell>
              {email}
              <div className="text-[0.867rem] text-muted">
                until <DateTime at={expiresAt} timezone={timezone} />
              </div>
            </Cell>
            <Cell className="capitalize">{role}</Cell>
            {actions && (
              <Cell className="py-1 text-right">
                <ConfirmAction
                  action={actions.revoke}
                  fields={{ email }}
                  label={`Take back the invitation of ${email}`}
                  title="Take this invitation back?"
                  description="Its link is worth nothing from now on."
                  confirmLabel="Take back"
                  doneMessage="The invitation is taken back."
                >
                  Take back
                </ConfirmAction>
              </Cell>
            )}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
