import { Mail } from 'lucide-react';
import type { Metadata } from 'next';
import { BackLink } from '@/components/ui/back-link';
import { StatusBadge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/request';
import { orNotFound } from '@/lib/http/page-errors';
import { getMail } from '@/lib/notify';

export const metadata: Metadata = { title: 'Mail' };

export default async function OneMailPage({ params }: { params: Promise<{ mail: string }> }) {
  const { ctx } = await requireMember();
  const mail = await orNotFound(getMail(ctx, { id: (await params).mail }));
  return (
    <>
      <BackLink href="/dashboard/developers/mail" label="Mail" />
      <PageHeader
        title={mail.subject ?? mail.template}
        description={`To ${mail.to}`}
        actions={<StatusBadge status={mail.status} />}
      />
      {mail.html === null ? (
        <EmptyState icon={Mail} title="Not written out yet">
          A mail is written out when it is sent.
        </EmptyState>
      ) : (
        <div className="grid max-w-3xl grid-cols-1 gap-6">
          {/* Without any permission: no scripts, no forms, an origin of its own. */}
          <iframe
            title="The mail"
            sandbox=""
            srcDoc={mail.html}
            className="h-[40rem] w-full rounded-lg border bg-white"
          />
          <CodeBlock label="As text" code={mail.text ?? ''} />
        </div>
      )}
    </>
  );
}
