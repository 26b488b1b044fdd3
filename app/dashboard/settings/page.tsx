import type { Metadata } from 'next';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { requireMember } from '@/lib/auth/request';
import { getProvider, listProviderMembers } from '@/lib/tenants';

export const metadata: Metadata = { title: 'Settings' };

const ON_GAUGE_FAILURE = {
  allow: 'Let calls through, and count them',
  deny: 'Refuse calls',
} as const;

export default async function SettingsPage() {
  const { ctx } = await requireMember();
  const [provider, members] = await Promise.all([getProvider(ctx), listProviderMembers(ctx)]);
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Panel title="Business">
          <Facts
            items={[
              { label: 'Name', value: provider.name },
              { label: 'E-mail', value: provider.email },
              { label: 'Pricing page', value: `/p/${provider.slug}` },
              { label: 'Country', value: [provider.state, provider.country].filter(Boolean).join(', ') },
              { label: 'Tax id', value: provider.taxId ?? '–' },
            ]}
          />
        </Panel>
        <Panel title="Billing">
          <Facts
            items={[
              { label: 'Currency', value: provider.currency },
              { label: 'Time zone', value: provider.timezone },
              { label: 'Drafts wait for late events', value: `${provider.graceHours} h` },
              { label: 'Invoices are due after', value: `${provider.paymentDays} days` },
              {
                label: 'Customers’ keys begin with',
                value: <code className="font-mono">{provider.keyPrefix}_</code>,
              },
              { label: 'When the counters are away', value: ON_GAUGE_FAILURE[provider.gaugeFailure] },
            ]}
          />
        </Panel>
        <section className="lg:col-span-2">
          <h2 className="mb-3 font-semibold">Team</h2>
          <Table label="Team">
            <thead>
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>E-mail</HeadCell>
                <HeadCell>Role</HeadCell>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Row key={member.userId}>
                  <Cell className="font-medium">{member.name}</Cell>
                  <Cell>{member.email}</Cell>
                  <Cell className="capitalize">{member.role}</Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </section>
      </div>
    </>
  );
}
