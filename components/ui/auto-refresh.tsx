'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';

const EVERY_MS = 2_000;

/**
 * Asks the server for the page's newest numbers every two seconds, while somebody looks at it; a server that takes
 * longer is asked again when it has answered.
 */
export function AutoRefresh() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const isAsked = useRef(false);
  useEffect(() => {
    isAsked.current = isPending;
  }, [isPending]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && !isAsked.current) startTransition(() => router.refresh());
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
