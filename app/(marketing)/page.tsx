import { Gauge, KeyRound, ReceiptText, ScrollText } from 'lucide-react';
import { integrationSample } from '@/components/marketing/integration-sample';
import { CodeBlock } from '@/components/ui/code-block';
import { LinkButton } from '@/components/ui/link-button';
import { env } from '@/lib/env';
import { listProviders } from '@/lib/tenants';

export const dynamic = 'force-dynamic';

const STEPS = [
  {
    icon: ScrollText,
    title: 'A pricing page',
    text: 'Made from your plans: included calls, tiers, packages, limits, in your currency. Customers sign up on it and hold a key half a minute later.',
  },
  {
    icon: Gauge,
    title: 'One call decides',
    text: 'Your API asks verify before it answers. Key, rate limit, quota, budget and credits are checked and used up together, or not at all.',
  },
  {
    icon: ReceiptText,
    title: 'Counted once, billed once',
    text: 'Every allowed call is in the ledger before you hear yes. Invoices are exact decimals over that ledger, and each line opens down to its calls.',
  },
  {
    icon: KeyRound,
    title: 'Yours to run',
    text: 'One program on Postgres, Redis if you have it. No per-call fee, no other company between you and your customers.',
  },
] as const;

/** The first provider whose pricing page is worth a look: none on an installation that is still empty. */
async function demoSlug(): Promise<string | null> {
  const providers = await listProviders({});
  return providers.find(({ mode, slug }) => mode === 'live' && slug !== 'platform')?.slug ?? null;
}

export default async function StartPage() {
  const demo = await demoSlug();
  return (
    <div className="mx-auto max-w-6xl px-4 pb-20 sm:px-6">
      <section className="grid items-center gap-10 py-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:py-20">
        <div>
          <h1 className="text-[2.35rem] leading-[1.1] font-semibold sm:text-[3.1rem]">Sell your API.</h1>
          <p className="mt-4 max-w-xl text-[1.13rem] text-muted">
            Tollgate gives your API a pricing page, self-service keys, limits that hold, and invoices that add
            up. Your first paying customer can sign up tonight.
          </p>
          <div className="mt-7 flex flex-wrap gap-2.5">
            <LinkButton href="/signup" size="large">
              Start selling
            </LinkButton>
            <LinkButton href="/docs" look="secondary" size="large">
              Quickstart
            </LinkButton>
            {demo && (
              <LinkButton href={`/p/${demo}`} look="secondary" size="large">
                See a pricing page
              </LinkButton>
            )}
          </div>
        </div>
        <CodeBlock label="In front of your endpoint" code={integrationSample(env().appUrl)} />
      </section>
      <section
        aria-label="How it works"
        className="grid gap-x-8 gap-y-8 border-t pt-10 sm:grid-cols-2 lg:grid-cols-4"
      >
        {STEPS.map(({ icon: Icon, title, text }) => (
          <div key={title}>
            <Icon aria-hidden className="size-5 text-accent" />
            <h2 className="mt-3 font-semibold">{title}</h2>
            <p className="mt-1.5 text-[0.933rem] text-muted">{text}</p>
          </div>
        ))}
      </section>
    </div>
  );
}
