import Link from 'next/link';

const PAGES = [
  { name: 'keys', href: '/dashboard/developers', text: 'Secret keys' },
  { name: 'requests', href: '/dashboard/developers/requests', text: 'Requests' },
  { name: 'webhooks', href: '/dashboard/developers/webhooks', text: 'Webhooks' },
  { name: 'deliveries', href: '/dashboard/developers/webhooks/deliveries', text: 'Deliveries' },
  { name: 'mail', href: '/dashboard/developers/mail', text: 'Mail' },
  { name: 'api-docs', href: '/dashboard/developers/api-docs', text: 'API docs' },
  { name: 'sandbox', href: '/dashboard/developers/sandbox', text: 'Sandbox' },
] as const;

/** The pages about developers' things. */
export function DeveloperLinks({ current }: { current: (typeof PAGES)[number]['name'] }) {
  return (
    <nav
      aria-label="Developers"
      className="flex max-w-[calc(100vw-2rem)] overflow-x-auto rounded-md border p-0.5"
    >
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
