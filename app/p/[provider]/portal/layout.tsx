import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountSwitcher } from '@/components/portal/account-switcher';
import { ConfirmBanner } from '@/components/portal/confirm-banner';
import { LinkBanner } from '@/components/portal/link-banner';
import { ProviderMark } from '@/components/pricing/provider-header';
import { AccountFooter } from '@/components/ui/account-footer';
import { AppShell } from '@/components/ui/app-shell';
import { Badge } from '@/components/ui/badge';
import { Theme } from '@/components/ui/theme';
import { TRIAL_ALLOWANCE } from '@/lib/access';
import { hasApiDocument } from '@/lib/api-docs';
import { requireCustomerMember, requireProvider } from '@/lib/auth/request';
import { formatCount } from '@/lib/core/format';
import { getBranding, listPortalsOfUser, unconfirmedSince } from '@/lib/tenants';
import { choosePortalAction, leavePortalAction, sendConfirmationAction, signOutOfPortal } from './actions';

interface Props {
  params: Promise<{ provider: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { template: `%s · ${provider.name}`, default: provider.name }, robots: { index: false } };
}

export default async function PortalLayout({ params, children }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer, user, link } = await requireCustomerMember(slug);
  const branding = await getBranding(ctx);
  const base = `/p/${slug}/portal`;
  const wayBack = link?.openedBy ? `/dashboard/customers/${customer.id}` : `/p/${slug}/login`;
  const leaveAction = leavePortalAction.bind(null, wayBack);
  // A portal link shows its one customer alone, to somebody who may be no person of ours.
  const [portals, since, hasDocs] = await Promise.all([
    link ? [] : listPortalsOfUser({}, { userId: user.id }),
    link ? null : unconfirmedSince(ctx, { customerId: customer.id }),
    hasApiDocument(ctx),
  ]);
  const mark = (
    <>
      <ProviderMark name={ctx.provider.name} logoUrl={branding.logoUrl} />
      <span className="grid min-w-0 leading-tight">
        <span className="truncate font-semibold tracking-tight">{ctx.provider.name}</span>
        <span className="truncate text-[0.867rem] text-muted">{customer.name}</span>
      </span>
      {ctx.provider.mode === 'test' && <Badge tone="warning">Sandbox</Badge>}
    </>
  );
  const brand =
    portals.length > 1 ? (
      <AccountSwitcher activeId={customer.id} portals={portals} chooseAction={choosePortalAction}>
        {mark}
      </AccountSwitcher>
    ) : (
      <Link href={base} className="flex min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1">
        {mark}
      </Link>
    );
  const banner = link ? (
    <LinkBanner {...link} customer={customer.name} leaveHref={`/p/${slug}/leave`} />
  ) : (
    since && (
      <ConfirmBanner
        action={sendConfirmationAction}
        provider={slug}
        email={user.email}
        allowance={formatCount(TRIAL_ALLOWANCE.limit, ctx.provider.currency)}
      />
    )
  );
  return (
    <Theme>
      <AppShell
        brand={brand}
        banner={banner}
        items={[
          { href: base, label: 'Overview', icon: 'overview' },
          { href: `${base}/usage`, label: 'Usage', icon: 'usage' },
          { href: `${base}/keys`, label: 'Keys', icon: 'keys' },
          { href: `${base}/plan`, label: 'Plan', icon: 'plans' },
          { href: `${base}/invoices`, label: 'Invoices', icon: 'invoices' },
          { href: `${base}/billing`, label: 'Billing', icon: 'payments' },
          { href: `${base}/budget`, label: 'Budget', icon: 'budget' },
          { href: `${base}/team`, label: 'Team', icon: 'customers' },
          { href: `${base}/activity`, label: 'Activity', icon: 'activity' },
          ...(hasDocs
            ? [{ href: `/p/${slug}/docs`, label: 'API docs', icon: 'docs', isApart: true } as const]
            : []),
        ]}
        footer={
          <AccountFooter
            name={user.name}
            email={user.email}
            signOutAction={link ? leaveAction : signOutOfPortal.bind(null, slug)}
          />
        }
      >
        {children}
      </AppShell>
    </Theme>
  );
}
