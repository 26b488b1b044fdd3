import type { Metadata } from 'next';
import { SectionLinks } from '@/components/dashboard/section-links';
import { BrandingForm } from '@/components/dashboard/settings/branding-form';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { listPublicPlans } from '@/lib/plans';
import { getProvider } from '@/lib/tenants';
import { updateBrandingAction } from '../actions';

export const metadata: Metadata = { title: 'Branding' };

export default async function BrandingPage() {
  const { ctx, role } = await requireMember();
  const [{ branding, logo, name, slug }, { data: plans }] = await Promise.all([
    getProvider(ctx),
    listPublicPlans(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Branding"
        description="Your pricing page and your customers’ portal, in your colour."
        actions={<SectionLinks of="Settings" current="branding" />}
      />
      <BrandingForm
        action={hasRole(role, 'admin') ? updateBrandingAction : null}
        name={name}
        slug={slug}
        tagline={branding.tagline ?? ''}
        websiteUrl={branding.websiteUrl ?? ''}
        apiUrl={branding.apiUrl ?? ''}
        color={branding.color ?? ''}
        logoUrl={logo ?? branding.logoUrl}
        plans={plans}
      />
    </>
  );
}
