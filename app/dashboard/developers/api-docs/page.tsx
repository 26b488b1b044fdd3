import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { ApiDocumentForm } from '@/components/dashboard/api-document-form';
import { SectionLinks } from '@/components/dashboard/section-links';
import { DateTime } from '@/components/date-time';
import { Panel } from '@/components/ui/card';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { type ApiDocument, getApiDocument } from '@/lib/api-docs';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { orNull } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { deleteApiDocumentAction, setApiDocumentAction } from './actions';

export const metadata: Metadata = { title: 'API docs' };

export default async function ApiDocsPage() {
  const { ctx, role } = await requireMember();
  const published = await orNull(getApiDocument(ctx));
  const mayChange = hasRole(role, 'admin');
  return (
    <>
      <PageHeader
        title="API docs"
        description="Your own API, for your customers to read and to try with their key."
        actions={<SectionLinks of="Developers" current="api-docs" />}
      />
      <div className="grid grid-cols-1 gap-6">
        {published ? (
          <Published document={published} timezone={ctx.provider.timezone} mayChange={mayChange} />
        ) : (
          <EmptyState icon={BookOpen} title="Nothing published yet">
            Upload the OpenAPI document of your API, and your customers have a page to read it on.
          </EmptyState>
        )}
        {mayChange && (
          <Panel title={published ? 'Publish another version' : 'Publish your API'}>
            <ApiDocumentForm action={setApiDocumentAction} origin={new URL(env().appUrl).origin} />
          </Panel>
        )}
      </div>
    </>
  );
}

interface PublishedProps {
  document: ApiDocument;
  timezone: string;
  mayChange: boolean;
}

function Published({ document, timezone, mayChange }: PublishedProps) {
  return (
    <Panel
      title={document.title}
      actions={
        mayChange && (
          <ConfirmAction
            action={deleteApiDocumentAction}
            fields={{}}
            title="Take the page away?"
            description="Customers no longer find your API described here. You can publish it again."
            confirmLabel="Take it away"
            isDestructive
            doneMessage="The page is gone."
          >
            Remove
          </ConfirmAction>
        )
      }
    >
      <Facts
        items={[
          { label: 'Version', value: document.version },
          { label: 'OpenAPI', value: document.openapi },
          { label: 'Calls', value: document.operations },
          {
            label: 'Published',
            value: <DateTime at={document.updatedAt} timezone={timezone} format="instant" />,
          },
          {
            label: 'Page',
            value: (
              <a href={document.url} className="wrap-anywhere underline underline-offset-4">
                {document.url}
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}
