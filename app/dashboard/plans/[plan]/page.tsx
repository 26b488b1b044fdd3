import { Pencil } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { MigrateForm } from '@/components/dashboard/plans/migrate-form';
import { PlanButtons } from '@/components/dashboard/plans/plan-buttons';
import { PlanInvitations } from '@/components/dashboard/plans/plan-invitations';
import { VersionsTable } from '@/components/dashboard/plans/versions-table';
import { DateTime } from '@/components/date-time';
import { BackLink } from '@/components/ui/back-link';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { orNotFound } from '@/lib/http/page-errors';
import { getPlan, listPlanInvitations, listPlanVersions } from '@/lib/plans';
import { listSubscribers } from '@/lib/revenue';
import {
  archivePlanAction,
  invitePlanAction,
  migrateAction,
  presentPlanAction,
  revokePlanInvitationAction,
} from '../actions';

export const metadata: Metadata = { title: 'Plan' };

const SHOWN_VERSIONS = 4;
const SHOWN_SUBSCRIBERS = 50;
const SHOWN_INVITATIONS = 20;

export default async function PlanPage({ params }: { params: Promise<{ plan: string }> }) {
  const { ctx, role } = await requireMember();
  const plan = await orNotFound(getPlan(ctx, { slug: (await params).plan }));
  const [versions, { counts, subscribers }, invitations] = await Promise.all([
    listPlanVersions(ctx, { slug: plan.slug, limit: SHOWN_VERSIONS }),
    listSubscribers(ctx, { planId: plan.id, limit: SHOWN_SUBSCRIBERS }),
    listPlanInvitations(ctx, { slug: plan.slug, limit: SHOWN_INVITATIONS }),
  ]);
  const mayChange = hasRole(role, 'admin') && plan.archivedAt === null;
  const { timezone } = ctx.provider;
  return (
    <>
      <BackLink href="/dashboard/plans" label="Plans" />
      <PageHeader
        title={plan.name}
        description={plan.description || <code className="font-mono">{plan.slug}</code>}
        actions={
          <>
            {plan.archivedAt && <Badge>Archived</Badge>}
            {!plan.public && <Badge tone="warning">Private</Badge>}
            {mayChange && (
              <PlanButtons plan={plan} actions={{ present: presentPlanAction, archive: archivePlanAction }} />
            )}
            {mayChange && (
              <LinkButton href={`/dashboard/plans/${plan.slug}/edit`}>
                <Pencil aria-hidden />
                Change price
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-8">
        <section>
          <h2 className="mb-3 font-semibold">Versions</h2>
          <VersionsTable
            versions={versions.data.map((one) => ({ ...one, subscribers: counts[one.version] ?? 0 }))}
            currency={plan.currency}
            timezone={timezone}
            current={plan.version}
          />
        </section>
        {mayChange && versions.data.length > 1 && (
          <Panel title="Migrate" description="Who is on the version already stays as they are.">
            <MigrateForm
              plan={plan.slug}
              versions={versions.data.map(({ version }) => version)}
              action={migrateAction}
            />
          </Panel>
        )}
        {(!plan.public || invitations.data.length > 0) && (
          <PlanInvitations
            plan={plan.slug}
            invitations={invitations.data}
            timezone={timezone}
            actions={mayChange ? { create: invitePlanAction, revoke: revokePlanInvitationAction } : null}
          />
        )}
        <section>
          <h2 className="mb-3 font-semibold">Subscribers</h2>
          {subscribers.length === 0 ? (
            <p className="text-muted">Nobody is on this plan.</p>
          ) : (
            <Table label="Subscribers">
              <thead>
                <tr>
                  <HeadCell>Customer</HeadCell>
                  <HeadCell>Version</HeadCell>
                  <HeadCell>Status</HeadCell>
                  <HeadCell className="max-sm:hidden">Since</HeadCell>
                </tr>
              </thead>
              <tbody>
                {subscribers.map((one) => (
                  <Row key={one.customer}>
                    <Cell>
                      <Link
                        href={`/dashboard/customers/${one.customer}`}
                        className="font-medium underline-offset-4 hover:underline"
                      >
                        {one.name}
                      </Link>
                    </Cell>
                    <Cell>
                      v{one.version}
                      {one.nextVersion !== null && (
                        <span className="text-muted"> → v{one.nextVersion} at period end</span>
                      )}
                    </Cell>
                    <Cell>
                      <StatusBadge status={one.status} />
                    </Cell>
                    <Cell className="max-sm:hidden">
                      <DateTime at={one.startedAt} timezone={timezone} />
                    </Cell>
                  </Row>
                ))}
              </tbody>
            </Table>
          )}
        </section>
      </div>
    </>
  );
}
