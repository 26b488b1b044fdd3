import type { ReactNode } from 'react';
import { ProviderFrame } from '@/components/pricing/provider-frame';
import { Theme } from '@/components/ui/theme';
import { requireProvider } from '@/lib/auth/request';
import { getBranding } from '@/lib/tenants';

interface Props {
  params: Promise<{ provider: string }>;
  children: ReactNode;
}

export default async function EntryLayout({ params, children }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { logoUrl, color } = await getBranding(ctx);
  const { slug, name, mode } = ctx.provider;
  return (
    <Theme>
      <ProviderFrame provider={{ slug, name, isSandbox: mode === 'test', logoUrl }} color={color}>
        {children}
      </ProviderFrame>
    </Theme>
  );
}
