import type { ReactNode } from 'react';
import { ProviderHeader } from '@/components/pricing/provider-header';
import { Theme } from '@/components/ui/theme';
import { currentCustomer, requireProvider } from '@/lib/auth/request';
import { getBranding } from '@/lib/tenants';

interface Props {
  params: Promise<{ provider: string }>;
  children: ReactNode;
}

export default async function ProviderLayout({ params, children }: Props) {
  const { provider: slug } = await params;
  const ctx = await requireProvider(slug);
  const [branding, active] = await Promise.all([getBranding(ctx), currentCustomer(slug)]);
  const { name, mode } = ctx.provider;
  return (
    <Theme>
      <ProviderHeader
        provider={{ slug, name, isSandbox: mode === 'test', logoUrl: branding.logoUrl }}
        isSignedIn={active !== null}
      />
      <main>{children}</main>
      <footer className="mx-auto max-w-6xl px-4 py-10 text-center text-[0.867rem] text-faint sm:px-6">
        Metered and billed by Tollgate
      </footer>
    </Theme>
  );
}
