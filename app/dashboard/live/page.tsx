import type { Metadata } from 'next';
import { LiveScreen } from '@/components/dashboard/live/live-screen';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/request';
import { systemClock } from '@/lib/core/clock';

export const metadata: Metadata = { title: 'Live' };

export default async function LivePage() {
  const { ctx } = await requireMember();
  const { currency, timezone } = ctx.provider;
  return (
    <>
      <PageHeader
        title="Live"
        description="Calls as they come in, from every process, allowed and refused."
      />
      <LiveScreen
        path="/dashboard/live/stream"
        currency={currency}
        timezone={timezone}
        madeAt={Math.floor(systemClock.tickingMs() / 1000)}
      />
    </>
  );
}
