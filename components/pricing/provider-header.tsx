import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';

export interface ProviderIdentity {
  slug: string;
  name: string;
  isSandbox: boolean;
  logoUrl: string | undefined;
}

/** The provider's logo, or its initial, with its name. */
export function ProviderMark({ name, logoUrl }: { name: string; logoUrl: string | undefined }) {
  if (logoUrl) {
    // biome-ignore lint/performance/noImgElement: the logo lives on the provider's own site, in any format.
    return <img src={logoUrl} alt="" className="size-7 rounded-md object-contain" />;
  }
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded-md bg-primary text-[0.867rem] font-semibold text-on-primary"
    >
      {name.charAt(0).toUpperCase()}
    </span>
  );
}

/** "Sign in" leads to the portal, which asks only those who are not signed in: the same page serves everybody. */
export function ProviderHeader({ provider }: { provider: ProviderIdentity }) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-6">
      <div className="flex min-w-0 items-center gap-2.5">
        <Link
          href={`/p/${provider.slug}`}
          className="flex min-w-0 items-center gap-2.5 rounded-sm font-semibold tracking-tight"
        >
          <ProviderMark name={provider.name} logoUrl={provider.logoUrl} />
          <span className="truncate">{provider.name}</span>
        </Link>
        {provider.isSandbox && <Badge tone="warning">Sandbox</Badge>}
      </div>
      <LinkButton href={`/p/${provider.slug}/portal`} prefetch={false} look="quiet" size="small">
        Sign in
      </LinkButton>
    </header>
  );
}
