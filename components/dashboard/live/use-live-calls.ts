'use client';

import { useEffect, useReducer, useState } from 'react';
import { systemClock } from '@/lib/core/clock';
import { afterMessage, type LiveMessage, NOTHING_YET } from './live-state';

export type Connection = 'connecting' | 'open' | 'closed';

/** Calls as they come in, from a stream of server-sent events; nothing is read while it is paused. */
export function useLiveCalls(path: string, isPaused: boolean) {
  const [state, dispatch] = useReducer(afterMessage, NOTHING_YET);
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (isPaused) return;
    const source = new EventSource(path);
    setConnection('connecting');
    source.onopen = () => setConnection('open');
    source.onmessage = ({ data }) => dispatch(JSON.parse(data) as LiveMessage);
    // The browser tries again by itself, unless the answer was no stream at all.
    source.onerror = () => setConnection(source.readyState === source.CLOSED ? 'closed' : 'connecting');
    return () => source.close();
  }, [path, isPaused]);
  return { state, connection };
}

/** The second that it is, by this machine's clock, which ticks; the server's until it does. */
export function useSecond(atFirst: number): number {
  const [second, setSecond] = useState(atFirst);
  useEffect(() => {
    const tick = () => setSecond(Math.floor(systemClock.tickingMs() / 1000));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  return second;
}
