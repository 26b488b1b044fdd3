import Link from 'next/link';

const SECTIONS = {
  Developers: {
    keys: { href: '/dashboard/developers', text: 'Secret keys' },
    requests: { href: '/dashboard/developers/requests', text: 'Requests' },
    webhooks: { href: '/dashboard/developers/webhooks', text: 'Webhooks' },
    deliveries: { href: '/dashboard/developers/webhooks/deliveries', text: 'Deliveries' },
    mail: { href: '/dashboard/developers/mail', text: 'Mail' },
    'api-docs': { href: '/dashboard/developers/api-docs', text: 'API docs' },
    sandbox: { href: '/dashboard/developers/sandbox', text: 'Sandbox' },
  },
  Settings: {
    general: { href: '/dashboard/settings', text: 'General' },
    branding: { href: '/dashboard/settings/branding', text: 'Branding' },
    tax: { href: '/dashboard/settings/tax', text: 'Tax and paper' },
    team: { href: '/dashboard/settings/team', text: 'Team' },
    account: { href: '/dashboard/settings/account', text: 'Account' },
  },
} as const;

type Section = keyof typeof SECTIONS;

interface Props<S extends Section> {
  of: S;
  current: keyof (typeof SECTIONS)[S];
}

/** The pages beside this one; on a phone they are pushed sideways, so that the page itself is not. */
export function SectionLinks<S extends Section>({ of, current }: Props<S>) {
  const pages: [string, { href: string; text: string }][] = Object.entries(SECTIONS[of]);
  return (
    <nav aria-label={of} className="flex max-w-[calc(100vw-2rem)] overflow-x-auto rounded-md border p-0.5">
      {pages.map(([name, { href, text }]) => (
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
