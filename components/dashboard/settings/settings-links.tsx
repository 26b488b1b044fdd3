import Link from 'next/link';

const PAGES = [
  { name: 'general', href: '/dashboard/settings', text: 'General' },
  { name: 'branding', href: '/dashboard/settings/branding', text: 'Branding' },
  { name: 'tax', href: '/dashboard/settings/tax', text: 'Tax and paper' },
  { name: 'team', href: '/dashboard/settings/team', text: 'Team' },
  { name: 'account', href: '/dashboard/settings/account', text: 'Account' },
] as const;

/** The pages of settings. */
export function SettingsLinks({ current }: { current: (typeof PAGES)[number]['name'] }) {
  return (
    <nav aria-label="Settings" className="flex max-w-full overflow-x-auto rounded-md border p-0.5">
      {PAGES.map(({ name, href, text }) => (
        <Link
          key={name}
          href={href}
          aria-current={name === current ? 'page' : undefined}
          className="rounded-[5px] px-2.5 py-1 text-[0.867rem] whitespace-nowrap text-muted hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-foreground"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
