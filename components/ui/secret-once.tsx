import type { ReactNode } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Notice } from './notice';

/** A secret, the one time that it is shown. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  return (
    <div className="grid gap-2">
      <p className="text-[0.933rem] font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-2 rounded-lg border border-border-strong bg-subtle py-2 pr-2 pl-3.5">
        <code data-testid="secret" className="min-w-0 flex-1 font-mono text-[0.933rem] wrap-anywhere">
          {secret}
        </code>
        <CopyButton text={secret} label={`Copy ${label}`} />
      </div>
    </div>
  );
}

export function ShownOnceNotice() {
  return (
    <Notice tone="warning">
      Copy it now and keep it safe: it is not shown again. Only a fingerprint of it is stored.
    </Notice>
  );
}

interface ResultProps {
  label: string;
  secret: string;
  onDone(): void;
  /** What to know about it. */
  children?: ReactNode;
}

/** What a form in a window leaves behind: the secret that it made, until somebody has it. */
export function SecretResult({ label, secret, onDone, children }: ResultProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <SecretOnce label={label} secret={secret} />
      {children}
      <div className="flex justify-end">
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
