import type { Metadata } from 'next';
import { TaxForm, type TaxFormValues } from '@/components/dashboard/tax-form';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getProvider, listProviderMembers, type ProviderView } from '@/lib/tenants';
import { updateTaxAction } from './actions';
import { textOfRates } from './tax-input';

export const metadata: Metadata = { title: 'Settings' };

const ON_GAUGE_FAILURE = {
  allow: 'Let calls through, and count them',
  deny: 'Refuse calls',
} as const;

export default async function SettingsPage() {
  const { ctx, role } = await requireMember();
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
        {hasRole(role, 'admin') && (
          <Panel
            title="Tax"
            description="What the next invoices are taxed by and say; final ones stay as they are."
            className="lg:col-span-2"
          >
            <TaxForm
              action={updateTaxAction}
              values={taxValues(provider)}
              isIndian={provider.country === 'IN'}
            />
          </Panel>
        )}
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

function taxValues({ name, taxId, state, address, taxSettings, paperSettings }: ProviderView): TaxFormValues {
  return {
    name,
    taxId: taxId ?? '',
    line1: address?.line1 ?? '',
    city: address?.city ?? '',
    state: state ?? address?.state ?? '',
    postalCode: address?.postalCode ?? '',
    registration: taxSettings.registration ?? (taxId ? 'regular' : 'unregistered'),
    gstPercent: taxSettings.gstPercent ?? '',
    lutNumber: taxSettings.lutNumber ?? '',
    taxCode: taxSettings.taxCode ?? '',
    gstInclusive: taxSettings.gstInclusive ?? false,
    rates: textOfRates(taxSettings.rates),
    paymentInstructions: paperSettings.paymentInstructions ?? '',
    signatory: paperSettings.signatory ?? '',
    footer: paperSettings.footer ?? '',
  };
}
