import type { Metadata } from 'next';
import { ProviderReference } from '@/components/docs/provider-reference';
import { LinkButton } from '@/components/ui/link-button';
import { getShownDocument } from '@/lib/api-docs';
import { requireProvider } from '@/lib/auth/request';
import { orNotFound } from '@/lib/http/page-errors';

interface Props {
  params: Promise<{ provider: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `API docs · ${provider.name}` } };
}

/** A provider's own API: what it has published of it, to read and to try. */
export default async function ApiDocsPage({ params }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { document, keyScheme } = await orNotFound(getShownDocument(ctx));
  const { slug } = ctx.provider;
  return (
    <div className="mx-auto max-w-6xl px-4 pt-6 pb-16 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-[1.6rem] font-semibold tracking-tight">{document.info.title}</h1>
          <p className="mt-1 text-muted">Every call, its fields and answers.</p>
        </div>
        <LinkButton href={`/p/${slug}`} look="secondary">
          Plans and prices
        </LinkButton>
      </div>
      <ProviderReference provider={slug} source={{ spec: document }} keyScheme={keyScheme} />
    </div>
  );
}
