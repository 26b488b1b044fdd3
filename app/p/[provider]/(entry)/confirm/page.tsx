import type { Metadata } from 'next';
import { z } from 'zod';
import { ConfirmForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { LinkButton } from '@/components/ui/link-button';
import { userOfLink } from '@/lib/auth';
import { requireProvider } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { confirmAddressAction } from '../account-actions';

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ token: textParameter });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `Confirm your address · ${provider.name}` }, referrer: 'no-referrer' };
}

export default async function ConfirmPage({ params, searchParams }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { slug, name } = ctx.provider;
  const { token } = await readQuery(searchParams, query);
  if (!token || (await userOfLink(ctx, { purpose: 'confirm', token })) === null) {
    return (
      <AuthCard
        title="This link is over"
        description="It was used before, or is older than two days. Your account can send a new one."
      >
        <LinkButton href={`/p/${slug}/portal`}>Go to your account</LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Confirm your address" description={`So that ${name} knows it can reach you.`}>
      <ConfirmForm action={confirmAddressAction} seller={slug} token={token} />
    </AuthCard>
  );
}
