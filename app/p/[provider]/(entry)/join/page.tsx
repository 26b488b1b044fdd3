import type { Metadata } from 'next';
import { z } from 'zod';
import { JoinForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { findCustomerInvitation } from '@/lib/auth';
import { currentUser, requireProvider } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { joinTeamAction } from '../account-actions';

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ token: textParameter });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { provider } = await requireProvider((await params).provider);
  return { title: { absolute: `Join a team · ${provider.name}` }, referrer: 'no-referrer' };
}

export default async function JoinPage({ params, searchParams }: Props) {
  const ctx = await requireProvider((await params).provider);
  const { slug, name } = ctx.provider;
  const { token = '' } = await readQuery(searchParams, query);
  const [invitation, user] = await Promise.all([findCustomerInvitation(ctx, { token }), currentUser()]);
  if (!invitation) {
    return (
      <AuthCard
        title="This invitation is over"
        description="It was used, taken back, or is older than a week. Ask for a new one."
      >
        <LinkButton href={`/p/${slug}/login`} look="secondary">
          Sign in
        </LinkButton>
      </AuthCard>
    );
  }
  const isSignedIn = user?.email === invitation.email;
  return (
    <AuthCard
      title={`Join ${invitation.team}`}
      description={`${invitation.invitedBy} invites ${invitation.email} to the team at ${name}, as ${invitation.role}.`}
    >
      {user && !isSignedIn && (
        <Notice tone="warning" className="mb-4">
          You are signed in as {user.email}. Joining signs you in as {invitation.email} instead.
        </Notice>
      )}
      <JoinForm
        action={joinTeamAction}
        seller={slug}
        token={token}
        email={invitation.email}
        isSignedIn={isSignedIn}
      />
    </AuthCard>
  );
}
