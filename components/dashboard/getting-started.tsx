import { ArrowRight, Circle, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { Panel } from '@/components/ui/card';
import { classNames } from '@/components/ui/class-names';
import { IntegrationSnippets } from './snippets/integration-snippets';

const STEPS = {
  plan: {
    text: 'Make a plan: what your API costs, and how much of it may be used',
    href: '/dashboard/plans/new',
  },
  secret: { text: 'Ask the API something with your secret key', href: '/dashboard/developers' },
  customer: { text: 'Let the first customer sign up on your pricing page', href: '/dashboard/customers' },
  key: { text: 'The first customer’s key', href: '/dashboard/customers' },
  call: {
    text: 'Put one request in front of your endpoint, and see the first call',
    href: '/dashboard/developers',
  },
  stripe: { text: 'Connect Stripe, so that cards are charged', href: '/dashboard/payments' },
  invoice: { text: 'The first invoice, at the end of the first period', href: '/dashboard/invoices' },
} as const;

interface Props {
  steps: { step: keyof typeof STEPS; isDone: boolean }[];
  /** What the lines to copy are filled with. */
  integration: { origin: string; secretKey: string; keyStart: string };
}

/** The way to the first invoice; each step ticks itself when it has really happened. */
export function GettingStarted({ steps, integration }: Props) {
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Panel
      title="Getting started"
      description={`${done} of ${steps.length} done. Each ticks itself when it has happened.`}
    >
      <ol className="-my-1.5 divide-y">
        {steps.map(({ step, isDone }) => {
          const { text, href } = STEPS[step];
          const Icon = isDone ? CircleCheck : Circle;
          return (
            <li key={step} className="flex items-center gap-3 py-2" data-done={isDone}>
              <Icon
                aria-label={isDone ? 'Done' : 'To do'}
                className={classNames('size-4.5 shrink-0', isDone ? 'text-success' : 'text-faint')}
              />
              <span className={classNames('min-w-0', isDone && 'text-muted')}>{text}</span>
              {!isDone && (
                <Link href={href} className="ml-auto text-muted hover:text-foreground" aria-label={text}>
                  <ArrowRight aria-hidden className="size-4" />
                </Link>
              )}
            </li>
          );
        })}
      </ol>
      <details className="mt-3">
        <summary className="w-fit text-[0.933rem] font-medium hover:underline">
          The lines for your framework
        </summary>
        <div className="mt-3 max-w-3xl">
          <IntegrationSnippets {...integration} />
        </div>
      </details>
      <p className="mt-3 text-[0.933rem] text-muted">
        Your API is in use already?{' '}
        <code className="font-mono text-[0.867rem]">npm run -s tollgate -- import-log</code> imports your
        access log and shows what last month would have earned.
      </p>
    </Panel>
  );
}
