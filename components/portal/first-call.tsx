'use client';

import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';

const POLL_MS = 1_000;
/** Somebody who leaves the page open overnight need not ask all night. */
const GIVE_UP_AFTER_MS = 30 * 60 * 1_000;

/** Watches for the first call of a new customer: asks every second while the page is looked at. */
export function FirstCall({ href }: { href: string }) {
  const [calls, setCalls] = useState(0);
  const isWaiting = calls === 0;
  useEffect(() => {
    if (!isWaiting) return;
    const startedAt = performance.now();
    const timer = setInterval(async () => {
      if (performance.now() - startedAt > GIVE_UP_AFTER_MS) clearInterval(timer);
      if (document.hidden) return;
      const response = await fetch(href, { cache: 'no-store' }).catch(() => null);
      if (response?.ok) setCalls((await response.json()).calls);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [href, isWaiting]);
  return (
    <div
      role="status"
      data-testid="first-call"
      className="flex items-center gap-2.5 rounded-lg border px-3.5 py-3 text-[0.933rem]"
    >
      {isWaiting ? (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin text-muted" />
          <span className="text-muted">Waiting for your first call…</span>
        </>
      ) : (
        <>
          <CircleCheck aria-hidden className="size-4 text-success" />
          <span className="font-medium text-success">We saw your first call. You are set.</span>
        </>
      )}
    </div>
  );
}
