import type { Metadata } from 'next';
import { DocsArticle } from '@/components/docs/docs-article';
import { InlineMarkdown } from '@/components/docs/inline-markdown';
import { ERROR_STATUS, type ErrorCode } from '@/lib/core/errors';
import { FIELD_CODES } from '../_errors/field-codes';
import {
  LEASE_EXPLANATIONS,
  REJECT_EXPLANATIONS,
  SETTLE_EXPLANATIONS,
  VERIFY_EXPLANATIONS,
  WARNING_EXPLANATIONS,
} from '../_errors/hot-path-codes';
import { type Explanation, PROBLEM_CODES } from '../_errors/problem-codes';
import { neighbours } from '../_pages/contents';

export const metadata: Metadata = {
  title: 'Errors',
  description: 'Every code of the API: what it means, when it comes, what to do.',
};

const HEADINGS = [
  { id: 'problems', text: 'Problem documents', depth: 2 },
  { id: 'verify', text: 'Answers of verify', depth: 2 },
  { id: 'leases', text: 'Answers of a lease', depth: 2 },
  { id: 'events', text: 'Rejected events', depth: 2 },
  { id: 'warnings', text: 'Warnings about events', depth: 2 },
  { id: 'settlements', text: 'Rejected settlements', depth: 2 },
  { id: 'fields', text: 'Codes of fields', depth: 2 },
];

export default function ErrorsPage() {
  const problems = Object.entries(PROBLEM_CODES) as [ErrorCode, Explanation][];
  return (
    <DocsArticle title="Errors" headings={HEADINGS} {...neighbours('errors')}>
      <p>
        Errors are problem documents (RFC 9457, <code>application/problem+json</code>): <code>type</code>{' '}
        leads to its place on this page, <code>code</code> is for programs, <code>detail</code> for people,
        and <code>requestId</code> for whoever looks into the log. Codes are a closed list; new ones come with
        a new version of the API.
      </p>
      <h2 id="problems">Problem documents</h2>
      {problems.map(([code, explanation]) => (
        <Code key={code} id={code} code={code} badge={String(ERROR_STATUS[code])} {...explanation} />
      ))}
      <h2 id="verify">Answers of verify</h2>
      <p>
        Always with status 200: <code>allowed</code> says whether the call may go ahead, <code>code</code>{' '}
        why. What to answer your own caller is up to you; this is what the SDK does.
      </p>
      <Codes prefix="verify" codes={VERIFY_EXPLANATIONS} />
      <h2 id="leases">Answers of a lease</h2>
      <p>All of the above, and one more.</p>
      <Codes prefix="lease" codes={LEASE_EXPLANATIONS} />
      <h2 id="events">Rejected events</h2>
      <p>One bad event never rejects its neighbours: each is named by its index in the request.</p>
      <Codes prefix="event" codes={REJECT_EXPLANATIONS} />
      <h2 id="warnings">Warnings about events</h2>
      <p>The event is in the ledger; these say why it will not bill as usual.</p>
      <Codes prefix="warning" codes={WARNING_EXPLANATIONS} />
      <h2 id="settlements">Rejected settlements</h2>
      <Codes prefix="settle" codes={SETTLE_EXPLANATIONS} />
      <h2 id="fields">Codes of fields</h2>
      <p>
        In <code>errors</code> of a problem, beside the <code>path</code> of the field:{' '}
        <code>prices[0].unitPrice</code>.
      </p>
      <dl className="docs-codes">
        {Object.entries(FIELD_CODES).map(([code, text]) => (
          <div key={code} id={`field-${code}`} className="scroll-mt-20">
            <dt>
              <code>{code}</code>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </DocsArticle>
  );
}

function Codes({ prefix, codes }: { prefix: string; codes: Record<string, Explanation> }) {
  return Object.entries(codes).map(([code, explanation]) => (
    <Code key={code} id={`${prefix}-${code}`} code={code} {...explanation} />
  ));
}

function Code({
  id,
  code,
  badge,
  means,
  when,
  remedy,
}: Explanation & { id: string; code: string; badge?: string }) {
  return (
    <section aria-labelledby={id} className="docs-code">
      <h3 id={id}>
        <code>{code}</code>
        {badge && <span className="docs-badge">{badge}</span>}
        <a className="docs-anchor" href={`#${id}`} aria-label={`Link to ${code}`}>
          #
        </a>
      </h3>
      <dl className="docs-facts">
        <dt>Means</dt>
        <dd>
          <InlineMarkdown text={means} />
        </dd>
        <dt>When</dt>
        <dd>
          <InlineMarkdown text={when} />
        </dd>
        <dt>Do</dt>
        <dd>
          <InlineMarkdown text={remedy} />
        </dd>
      </dl>
    </section>
  );
}
