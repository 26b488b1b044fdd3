import type { ReactNode } from 'react';
import { brandStyle } from './brand-style';
import { ProviderHeader, type ProviderIdentity } from './provider-header';

/** What stands around a provider's public pages, in the provider's colour. */
export function ProviderFrame({
  provider,
  color,
  children,
}: {
  provider: ProviderIdentity;
  color: string | undefined;
  children: ReactNode;
}) {
  return (
    <div style={brandStyle(color)}>
      <ProviderHeader provider={provider} />
      <main>{children}</main>
      <footer className="mx-auto max-w-6xl px-4 py-10 text-center text-[0.867rem] text-faint sm:px-6">
        Metered and billed by Tollgate
      </footer>
    </div>
  );
}
