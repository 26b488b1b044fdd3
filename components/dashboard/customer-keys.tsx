import { CreateKey, type KeyActionProps } from '@/components/portal/create-key';
import { KeyActions } from '@/components/portal/key-actions';
import { KeysTable, keyLabel, type ShownKey } from '@/components/portal/keys-table';
import type { FormAction } from '@/lib/core/action';

interface Props {
  customer: string;
  keys: ShownKey[];
  timezone: string;
  currency: string;
  /** Null for those who may only look. */
  actions: {
    create: KeyActionProps['action'];
    rotate: KeyActionProps['action'];
    revoke: FormAction<void>;
  } | null;
}

/** A customer's keys, as the provider's people see and change them. */
export function CustomerKeys({ customer, keys, timezone, currency, actions }: Props) {
  return (
    <section>
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 className="font-semibold">Keys</h2>
        {actions && <CreateKey action={actions.create} scope={{ customer }} />}
      </div>
      {keys.length === 0 ? (
        <p className="text-muted">This customer has no keys.</p>
      ) : (
        <KeysTable
          keys={keys}
          timezone={timezone}
          currency={currency}
          actionsOf={
            actions
              ? (key) => (
                  <KeyActions
                    rotateAction={actions.rotate}
                    revokeAction={actions.revoke}
                    scope={{}}
                    keyId={key.id}
                    keyName={keyLabel(key)}
                  />
                )
              : undefined
          }
        />
      )}
    </section>
  );
}
