import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ProviderSwitcher } from '@/components/dashboard/provider-switcher';
import { AccountFooter } from '@/components/ui/account-footer';
import { AppShell } from '@/components/ui/app-shell';
import type { NavItem } from '@/components/ui/nav-links';
import { Theme } from '@/components/ui/theme';
import type { OpenableProvider } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { signOutAction } from '../(auth)/actions';
import { chooseProviderAction } from './actions';

export const metadata: Metadata = {
  title: { template: '%s · Tollgate', default: 'Dashboard · Tollgate' },
  robots: { index: false },
};

const ITEMS: NavItem[] = [
  { href: '/dashboard', label: 'Overview', icon: 'overview' },
  { href: '/dashboard/live', label: 'Live', icon: 'live' },
  { href: '/dashboard/usage', label: 'Usage', icon: 'usage' },
  { href: '/dashboard/customers', label: 'Customers', icon: 'customers' },
  { href: '/dashboard/plans', label: 'Plans', icon: 'plans' },
  { href: '/dashboard/invoices', label: 'Invoices', icon: 'invoices' },
  { href: '/dashboard/leakage', label: 'Leakage', icon: 'leakage' },
  { href: '/dashboard/payments', label: 'Payments', icon: 'payments' },
  { href: '/dashboard/developers', label: 'Developers', icon: 'developers' },
  { href: '/dashboard/audit', label: 'Audit log', icon: 'audit' },
  { href: '/dashboard/settings', label: 'Settings', icon: 'settings' },
];

const switchable = ({ id, name, mode }: OpenableProvider) => ({ id, name, isSandbox: mode === 'test' });

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { provider, providers, user } = await requireMember();
  const brand = (
    <ProviderSwitcher
      active={switchable(provider)}
      providers={providers.map(switchable)}
      chooseAction={chooseProviderAction}
    />
  );
  const banner = provider.mode === 'test' && (
    <p className="border-b border-warning/25 bg-warning-soft px-4 py-1.5 text-center text-[0.867rem] text-warning">
      Sandbox: its own customers, keys and clock. Nothing here is billed.
    </p>
  );
  return (
    <Theme>
      <AppShell
        brand={brand}
        items={ITEMS}
        banner={banner}
        footer={<AccountFooter name={user.name} email={user.email} signOutAction={signOutAction} />}
      >
        {children}
      </AppShell>
    </Theme>
  );
}
