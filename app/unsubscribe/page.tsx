import type { Metadata } from 'next';
import { z } from 'zod';
import { AuthCard } from '@/components/auth/auth-card';
import { MailChoice } from '@/components/auth/mail-choice';
import { Theme } from '@/components/ui/theme';
import { orNotFound } from '@/lib/http/page-errors';
import { readQuery, type SearchParams } from '@/lib/http/query';
import { getMailChoice } from '@/lib/notify';
import { chooseMailAction } from './actions';

export const metadata: Metadata = { title: 'Mails', robots: { index: false }, referrer: 'no-referrer' };

const query = z.object({ token: z.string().max(2_000).catch('') });

/** Where the link at the foot of optional mails leads. */
export default async function UnsubscribePage({ searchParams }: { searchParams: SearchParams }) {
  const { token } = await readQuery(searchParams, query);
  const choice = await orNotFound(getMailChoice({ token }));
  const { email, sender, topic, isSubscribed } = choice;
  return (
    <Theme>
      <main>
        <AuthCard
          title={isSubscribed ? 'Unsubscribe' : 'You are unsubscribed'}
          description={`${topic} from ${sender}, to ${email}.`}
          footer="Mails about invoices, payments and access always go out."
        >
          <MailChoice action={chooseMailAction} token={token} isSubscribed={isSubscribed} />
        </AuthCard>
      </main>
    </Theme>
  );
}
