/** The pages of the documentation, in the order of its navigation. */

export interface DocsEntry {
  /** The file below `content/`, and the address below /docs; the first page's address is /docs itself. */
  slug: string;
  title: string;
  /** One sentence, for lists and search engines. */
  summary: string;
}

export interface DocsSection {
  title: string;
  entries: DocsEntry[];
}

export const SECTIONS: DocsSection[] = [
  {
    title: 'Start',
    entries: [
      {
        slug: 'quickstart',
        title: 'Quickstart',
        summary: 'From nothing to a call that is counted and limited, in five minutes.',
      },
      {
        slug: 'concepts',
        title: 'Concepts',
        summary: 'Plans, meters, ledger and gauge, periods, money: the few words that the rest is said in.',
      },
    ],
  },
  {
    title: 'Guides',
    entries: [
      {
        slug: 'meter-tokens',
        title: 'Meter by tokens',
        summary: 'Hold an estimate before a call, settle what it really took.',
      },
      {
        slug: 'prepaid-credits',
        title: 'Prepaid credits',
        summary: 'The customer pays first; calls stop where the balance ends.',
      },
      {
        slug: 'budgets-and-limits',
        title: 'Budgets and limits',
        summary: 'Rate limits, quotas, budgets and credits, checked in one step.',
      },
      {
        slug: 'gst-invoices',
        title: 'GST invoices',
        summary: 'Tax invoices for sellers in India: CGST, SGST, IGST, exports.',
      },
      {
        slug: 'describe-your-api',
        title: 'Describe your API',
        summary:
          'A page for your customers, made from your OpenAPI document, where they try calls with their key.',
      },
      {
        slug: 'webhooks',
        title: 'Webhooks',
        summary: 'Hear what happened, and verify that it was us who said so.',
      },
      {
        slug: 'sandbox-clock',
        title: 'The sandbox’s clock',
        summary: 'Live through a month of billing in one request.',
      },
    ],
  },
  {
    title: 'Moving here',
    entries: [
      {
        slug: 'migrate-from-stripe-meters',
        title: 'From Stripe meters',
        summary: 'Run both side by side, compare, switch.',
      },
      {
        slug: 'migrate-from-a-spreadsheet',
        title: 'From a spreadsheet',
        summary: 'Load a CSV of usage as often as you like; it counts once.',
      },
    ],
  },
  {
    title: 'Running it',
    entries: [
      { slug: 'go-live', title: 'Before you go live', summary: 'What to check, line by line.' },
      {
        slug: 'behind-a-proxy',
        title: 'Behind a proxy',
        summary: 'What nginx, Caddy or a load balancer must pass on.',
      },
      { slug: 'monitoring', title: 'Monitoring', summary: 'Health checks, Prometheus metrics, the doctor.' },
      { slug: 'shell', title: 'From the shell', summary: 'The tollgate command and its exit codes.' },
    ],
  },
];

/** Pages that are not a file of Markdown. */
export const REFERENCE: DocsSection = {
  title: 'Reference',
  entries: [
    {
      slug: 'api',
      title: 'API reference',
      summary: 'Every operation, its fields, examples and refusals.',
    },
    { slug: 'errors', title: 'Errors', summary: 'Every code: what it means, when it comes, what to do.' },
    { slug: 'changelog', title: 'Changelog', summary: 'What is new, version by version.' },
  ],
};

export const ALL_SECTIONS: DocsSection[] = [...SECTIONS, REFERENCE];

/** The pages that are files of Markdown. */
export const WRITTEN: DocsEntry[] = SECTIONS.flatMap(({ entries }) => entries);

/** The pages before and after one, in the order of the navigation. */
export function neighbours(slug: string): { previous: DocsEntry | null; next: DocsEntry | null } {
  const all = ALL_SECTIONS.flatMap(({ entries }) => entries);
  const index = all.findIndex((entry) => entry.slug === slug);
  return { previous: all[index - 1] ?? null, next: index < 0 ? null : (all[index + 1] ?? null) };
}
