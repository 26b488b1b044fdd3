import type { Metadata } from 'next';
import { SectionLinks } from '@/components/dashboard/section-links';
import { TaxForm, type TaxFormValues } from '@/components/dashboard/tax-form';
import { Panel } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getProvider, type ProviderView } from '@/lib/tenants';
import { updateTaxAction } from '../actions';
import { textOfRates } from '../tax-input';

export const metadata: Metadata = { title: 'Tax and paper' };

export default async function TaxPage() {
  const { ctx, role } = await requireMember();
  const provider = await getProvider(ctx);
  const values = taxValues(provider);
  return (
    <>
      <PageHeader
        title="Tax and paper"
        description="What the next invoices are taxed by and say; final ones stay as they are."
        actions={<SectionLinks of="Settings" current="tax" />}
      />
      <Panel title="Your invoices">
        {hasRole(role, 'admin') ? (
          <TaxForm action={updateTaxAction} values={values} isIndian={provider.country === 'IN'} />
        ) : (
          <Facts
            items={[
              { label: 'Business name', value: values.name },
              { label: 'Tax id', value: values.taxId || '–' },
              {
                label: 'Address',
                value: [values.line1, values.city, values.state].filter(Boolean).join(', ') || '–',
              },
              { label: 'Registration', value: values.registration },
              { label: 'Rates', value: values.rates || values.gstPercent || 'As the law says' },
            ]}
          />
        )}
      </Panel>
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
