import type { Metadata } from 'next';
import { z } from 'zod';
import { AuthCard } from '@/components/auth/auth-card';
import { JoinForm } from '@/components/auth/join-form';
import { findMemberInvitation } from '@/lib/auth';
import { currentUser, requireProvider } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { joinAction } from '../actions';

export const metadata: Metadata = { title: 'Join a team', robots: { index: false }, referrer: 'no-referrer' };

const query = z.object({ token: textParameter });

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

export default async function JoinPage({ params, searchParams }: Props) {
  const visitor = await requireProvider((await params).provider);
  const { token } = await readQuery(searchParams, query);
  const invitation = token ? await findMemberInvitation(visitor, { token }) : null;
  if (!token || !invitation) {
    return (
      <AuthCard
        title="This invitation is over"
        description="It has expired, was taken back or was used already. Ask for another one."
        footer={null}
      >
        {null}
      </AuthCard>
    );
  }
  const user = await currentUser();
  return (
    <AuthCard
      title={`Join ${visitor.provider.name}`}
      description={`${invitation.inviter} invites ${invitation.email} as ${invitation.role}.`}
      footer={null}
    >
      <JoinForm
        action={joinAction}
        team={visitor.provider.slug}
        token={token}
        isSignedIn={user?.email === invitation.email}
      />
    </AuthCard>
  );
}
