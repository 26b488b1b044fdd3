import type { ReactNode } from 'react';
import { ProviderFrame } from '@/components/pricing/provider-frame';
import { ThemeProvider } from '@/components/ui/theme-provider';
import { requireProvider } from '@/lib/auth/request';
import { getBranding } from '@/lib/tenants';

interface Props {
  params: Promise<{ provider: string }>;
  children: ReactNode;
}

/** Reads nothing of the request, so that the page is the same for everybody and rendered once. */
export default async function PricingLayout({ params, children }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { logoUrl, color } = await getBranding(ctx);
  const { slug, name, mode } = ctx.provider;
  return (
    <ThemeProvider nonce={undefined}>
      <ProviderFrame provider={{ slug, name, isSandbox: mode === 'test', logoUrl }} color={color}>
        {children}
      </ProviderFrame>
    </ThemeProvider>
  );
}
