import type { Metadata } from 'next';
import Link from 'next/link';
import { countryOptions, timezoneOptions } from '@/app/_loaders/options';
import { SectionLinks } from '@/components/dashboard/section-links';
import { GeneralForm } from '@/components/dashboard/settings/general-form';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getPaymentSettings } from '@/lib/payments';
import { getProvider, type ProviderView } from '@/lib/tenants';
import { updateGeneralAction } from './actions';

export const metadata: Metadata = { title: 'Settings' };

const ON_GAUGE_FAILURE = {
  allow: 'Let calls through, and count them',
  deny: 'Refuse calls',
} as const;
const LINK = 'underline underline-offset-4 hover:text-foreground';

export default async function SettingsPage() {
  const { ctx, role } = await requireMember();
  const [provider, { stripe, dunning }] = await Promise.all([getProvider(ctx), getPaymentSettings(ctx)]);
  return (
    <>
      <PageHeader title="Settings" actions={<SectionLinks of="Settings" current="general" />} />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Panel title="Business and billing">
          {hasRole(role, 'admin') ? (
            <GeneralForm
              action={updateGeneralAction}
              values={valuesOf(provider)}
              countries={countryOptions()}
              timezones={timezoneOptions()}
            />
          ) : (
            <Facts items={factsOf(provider)} />
          )}
        </Panel>
        <div className="grid gap-4">
          <Panel title="Fixed">
            <Facts
              items={[
                { label: 'Currency', value: provider.currency },
                { label: 'Pricing page', value: `/p/${provider.slug}` },
              ]}
            />
            <p className="mt-3 text-[0.867rem] text-muted">
              Invoices, credits and revenue are in this currency; a plan may name another of its own.
            </p>
          </Panel>
          <Panel title="Elsewhere">
            <Facts
              items={[
                {
                  label: 'Which calls are billed',
                  value: (
                    <Link href="/dashboard/plans" className={LINK}>
                      In each plan
                    </Link>
                  ),
                },
                {
                  label: 'Stripe',
                  value: (
                    <Link href="/dashboard/payments" className={LINK}>
                      {stripe.account ?? stripe.mode}
                    </Link>
                  ),
                },
                {
                  label: 'Failed payments are tried',
                  value: (
                    <Link href="/dashboard/payments" className={LINK}>
                      {dunning.waitDays.length} times
                    </Link>
                  ),
                },
                {
                  label: 'Who changed what',
                  value: (
                    <Link href="/dashboard/audit" className={LINK}>
                      Audit log
                    </Link>
                  ),
                },
              ]}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

function valuesOf(provider: ProviderView) {
  const { name, email, country, timezone, keyPrefix, gaugeFailure, paperSettings } = provider;
  return {
    ...{ name, email, country, timezone, keyPrefix, gaugeFailure },
    graceHours: String(provider.graceHours),
    paymentDays: String(provider.paymentDays),
    invoicePrefix: paperSettings.invoicePrefix ?? '',
  };
}

function factsOf(provider: ProviderView) {
  return [
    { label: 'Name', value: provider.name },
    { label: 'E-mail', value: provider.email },
    { label: 'Country', value: [provider.state, provider.country].filter(Boolean).join(', ') },
    { label: 'Time zone', value: provider.timezone },
    { label: 'Drafts wait for late events', value: `${provider.graceHours} h` },
    { label: 'Invoices are due after', value: `${provider.paymentDays} days` },
    { label: 'Invoice numbers begin with', value: provider.paperSettings.invoicePrefix ?? 'INV' },
    { label: 'Customers’ keys begin with', value: <code className="font-mono">{provider.keyPrefix}_</code> },
    { label: 'When the counters are away', value: ON_GAUGE_FAILURE[provider.gaugeFailure] },
  ];
}
