import type { Metadata } from 'next';
import { SandboxClock } from '@/components/dashboard/sandbox-clock';
import { SectionLinks } from '@/components/dashboard/section-links';
import { ActionButton } from '@/components/payments/action-button';
import { Panel } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { getClock } from '@/lib/clock';
import { localDayOf } from '@/lib/core/period';
import { openSandboxAction } from '../../actions';
import { moveClockAction } from '../actions';

export const metadata: Metadata = { title: 'Sandbox' };

export default async function SandboxPage() {
  const { ctx, role, provider, providers } = await requireMember();
  const sandbox = providers.find(({ liveProviderId }) => liveProviderId === provider.id);
  const { now, frozen } = await getClock(ctx);
  const { timezone, mode } = ctx.provider;
  return (
    <>
      <PageHeader
        title="Sandbox"
        description="A complete account beside yours, with its own customers, keys and invoices, and a clock that you move."
        actions={<SectionLinks of="Developers" current="sandbox" />}
      />
      {mode === 'test' ? (
        <SandboxClock
          now={now}
          isFrozen={frozen}
          today={localDayOf(new Date(now), timezone)}
          timezone={timezone}
          action={hasRole(role, 'admin') ? moveClockAction : null}
        />
      ) : (
        <Panel title="You are in the live account">
          <p className="mb-4 max-w-prose text-muted">
            Try plans, periods and invoices there: put a customer on a plan, send calls with a key that begins
            with tg_test_, and move the clock to the end of the month.
          </p>
          {sandbox && (
            <ActionButton action={openSandboxAction} fields={{}}>
              Open the sandbox
            </ActionButton>
          )}
        </Panel>
      )}
    </>
  );
}
