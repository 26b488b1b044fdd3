import type { ReactNode } from 'react';
import { DateTime } from '@/components/date-time';
import { Badge } from '@/components/ui/badge';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

export interface ShownMember {
  userId: string;
  name: string;
  email: string;
  role: 'owner' | 'admin' | 'viewer';
  createdAt: string;
}

interface MembersProps {
  members: ShownMember[];
  /** Of who looks. */
  ownId: string;
  timezone: string;
  actionsOf: (member: ShownMember) => ReactNode;
}

/** The people of a customer's account. */
export function MembersTable({ members, ownId, timezone, actionsOf }: MembersProps) {
  return (
    <Table label="Members">
      <thead>
        <tr>
          <HeadCell>Person</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell className="max-md:hidden">Since</HeadCell>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.userId}>
            <Cell>
              <span className="font-medium">{member.name}</span>{' '}
              {member.userId === ownId && <Badge>You</Badge>}
              <span className="block wrap-anywhere text-[0.867rem] text-muted">{member.email}</span>
            </Cell>
            <Cell className="capitalize">{member.role}</Cell>
            <Cell className="max-md:hidden">
              <DateTime at={member.createdAt} timezone={timezone} />
            </Cell>
            <Cell className="py-1">
              <div className="flex flex-wrap justify-end gap-1">{actionsOf(member)}</div>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

export interface ShownInvitation {
  id: string;
  email: string;
  role: string;
  invitedBy: string;
  expiresAt: string;
}

interface InvitationsProps {
  invitations: ShownInvitation[];
  timezone: string;
  actionsOf: (invitation: ShownInvitation) => ReactNode;
}

/** Who was asked and has not come yet. */
export function InvitationsTable({ invitations, timezone, actionsOf }: InvitationsProps) {
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="mb-3 font-semibold">
        Invited
      </h2>
      <Table label="Invitations">
        <thead>
          <tr>
            <HeadCell>Address</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell className="max-md:hidden">By</HeadCell>
            <HeadCell className="max-md:hidden">Good until</HeadCell>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <Row key={invitation.id}>
              <Cell className="wrap-anywhere">{invitation.email}</Cell>
              <Cell className="capitalize">{invitation.role}</Cell>
              <Cell className="max-md:hidden">{invitation.invitedBy}</Cell>
              <Cell className="max-md:hidden">
                <DateTime at={invitation.expiresAt} timezone={timezone} />
              </Cell>
              <Cell className="py-1 text-right">{actionsOf(invitation)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function ActionsHead() {
  return (
    <HeadCell>
      <span className="sr-only">Actions</span>
    </HeadCell>
  );
}
