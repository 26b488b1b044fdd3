import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { SectionLinks } from '@/components/dashboard/section-links';
import { Panel } from '@/components/ui/card';
import { FormDialog } from '@/components/ui/form-dialog';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { closeAccountAction } from '../actions';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const { ctx, role } = await requireMember();
  const { slug, name, mode } = ctx.provider;
  const isOwner = hasRole(role, 'owner');
  return (
    <>
      <PageHeader title="Account" actions={<SectionLinks of="Settings" current="account" />} />
      <div className="grid max-w-3xl grid-cols-1 gap-4">
        <Panel title="Take everything with you">
          <p className="mb-4 max-w-prose text-muted">
            Settings, team, plans with all their versions, customers, keys, subscriptions, invoices, credit
            notes, usage by day and the audit log, as one file with a JSON object a line. Secrets are not in
            it: only their fingerprints are kept.
          </p>
          {isOwner ? (
            <LinkButton href="/dashboard/settings/account/export" look="secondary" prefetch={false}>
              <Download aria-hidden />
              Export everything
            </LinkButton>
          ) : (
            <p className="text-[0.933rem] text-muted">Only an owner may.</p>
          )}
        </Panel>
        <Panel title="Close the account">
          <p className="mb-4 max-w-prose text-muted">
            {mode === 'test'
              ? 'A sandbox is closed with the account that it belongs to.'
              : `From then on every call of ${name} is refused, nothing is billed, charged or sent, and nobody can open it or its sandbox. What the law asks to be kept is kept. Export everything first.`}
          </p>
          {isOwner && mode === 'live' && (
            <FormDialog
              action={closeAccountAction}
              scope={{}}
              title={`Close ${name}?`}
              description="This cannot be undone here. Open invoices stay owed, but nobody is charged any more."
              fields={[{ name: 'slug', label: `Type ${slug} to go on`, isRequired: true }]}
              submitLabel="Close the account"
              doneMessage="The account is closed."
            >
              Close the account
            </FormDialog>
          )}
        </Panel>
      </div>
    </>
  );
}
