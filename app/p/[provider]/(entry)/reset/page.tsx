import type { Metadata } from 'next';
import { z } from 'zod';
import { ResetForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { LinkButton } from '@/components/ui/link-button';
import { userOfLink } from '@/lib/auth';
import { requireProvider } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { resetPasswordAction } from '../account-actions';

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ token: textParameter });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `New password · ${provider.name}` }, referrer: 'no-referrer' };
}

export default async function ResetPage({ params, searchParams }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { slug } = ctx.provider;
  const { token } = await readQuery(searchParams, query);
  if (!token || (await userOfLink(ctx, { purpose: 'reset', token })) === null) {
    return (
      <AuthCard title="This link is over" description="It was used before, or is older than half an hour.">
        <LinkButton href={`/p/${slug}/forgot`}>Send a new one</LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Choose a new password">
      <ResetForm action={resetPasswordAction} seller={slug} token={token} />
    </AuthCard>
  );
}
