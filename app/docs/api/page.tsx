import type { Metadata } from 'next';
import { ApiReference } from '@/components/docs/api-reference';

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Every operation, its fields, examples and refusals.',
};

const SOURCE = { url: '/api/openapi.json' };

export default function ApiReferencePage() {
  return (
    <>
      <div className="docs-prose">
        <h1>API reference</h1>
        <p>
          Made from the document that this installation answers by:{' '}
          <a href="/api/openapi.json">/api/openapi.json</a>, OpenAPI 3.1. Behind <em>Authorize</em> give the
          secret key of your sandbox (<code>tg_test_…</code>) to send requests from here; it is forgotten when
          you leave the page.
        </p>
      </div>
      <ApiReference source={SOURCE} />
    </>
  );
}
