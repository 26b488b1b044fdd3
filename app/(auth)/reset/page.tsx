import type { Metadata } from 'next';
import { z } from 'zod';
import { ResetForm } from '@/components/auth/account-forms';
import { AuthCard } from '@/components/auth/auth-card';
import { LinkButton } from '@/components/ui/link-button';
import { userOfLink } from '@/lib/auth';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { resetOwnPasswordAction } from '../account-actions';

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

const query = z.object({ token: textParameter });

export default async function ResetOwnPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const { token } = await readQuery(searchParams, query);
  if (!token || (await userOfLink({}, { purpose: 'reset', token })) === null) {
    return (
      <AuthCard title="This link is over" description="It was used before, or is older than half an hour.">
        <LinkButton href="/forgot">Send a new one</LinkButton>
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Choose a new password">
      <ResetForm action={resetOwnPasswordAction} token={token} />
    </AuthCard>
  );
}
