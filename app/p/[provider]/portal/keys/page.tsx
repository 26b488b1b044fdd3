import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { loadPlan } from '@/app/_loaders/load-plan';
import { CreateKey } from '@/components/portal/create-key';
import { KeyActions } from '@/components/portal/key-actions';
import { EditKey } from '@/components/portal/key-settings';
import { KeysTable, keyLabel } from '@/components/portal/keys-table';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { hasRole } from '@/lib/auth';
import { requireCustomerMember } from '@/lib/auth/request';
import { readQuery, type SearchParams, textParameter } from '@/lib/http/query';
import { listKeys } from '@/lib/keys';
import { createKeyAction, revokeKeyAction, rotateKeyAction, updateKeyAction } from './actions';
import { typedSettings } from './key-fields';

export const metadata: Metadata = { title: 'Keys' };

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: SearchParams;
}

const query = z.object({ cursor: textParameter });
const PER_PAGE = 50;

export default async function KeysPage({ params, searchParams }: Props) {
  const { provider: slug } = await params;
  const { ctx, customer, role } = await requireCustomerMember(slug);
  const { cursor } = await readQuery(searchParams, query);
  const { data: keys, nextCursor } = await listKeys(ctx, { customer: customer.id, limit: PER_PAGE, cursor });
  const currency = (await loadPlan(ctx, customer.id))?.plan.currency ?? ctx.provider.currency;
  const mayChange = hasRole(role, 'admin');
  const scope = { provider: slug };
  const create = mayChange && <CreateKey action={createKeyAction} scope={scope} currency={currency} />;
  return (
    <>
      <PageHeader
        title="Keys"
        description={`What your programs sign in with at ${ctx.provider.name}.`}
        actions={create}
      />
      {keys.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys yet">
          Create one to make your first call.
        </EmptyState>
      ) : (
        <KeysTable
          keys={keys}
          timezone={ctx.provider.timezone}
          currency={currency}
          actionsOf={
            mayChange
              ? (key) => (
                  <KeyActions
                    rotateAction={rotateKeyAction}
                    revokeAction={revokeKeyAction}
                    scope={scope}
                    keyId={key.id}
                    keyName={keyLabel(key)}
                    edit={
                      <EditKey
                        action={updateKeyAction}
                        scope={{ ...scope, key: key.id }}
                        currency={currency}
                        keyName={keyLabel(key)}
                        settings={typedSettings(key, currency, ctx.provider.timezone)}
                      />
                    }
                  />
                )
              : undefined
          }
        />
      )}
      <NextPage path={`/p/${slug}/portal/keys`} cursor={nextCursor} />
    </>
  );
}
