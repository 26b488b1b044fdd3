'use client';

import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Figure, Figures, Panel } from '@/components/ui/card';
import { SelectField, TextField } from '@/components/ui/field';
import { formatCount } from '@/lib/core/format';
import { LiveFeed } from './live-feed';
import { LiveMinute } from './live-minute';
import { lastMinute } from './live-state';
import { type Connection, useLiveCalls, useSecond } from './use-live-calls';

interface Props {
  path: string;
  currency: string;
  timezone: string;
  /** When the page was made, in seconds of real time. */
  madeAt: number;
}

const CONNECTIONS: Record<Connection | 'paused', { tone: 'success' | 'warning' | 'neutral'; text: string }> =
  {
    open: { tone: 'success', text: 'Live' },
    connecting: { tone: 'warning', text: 'Connecting' },
    closed: { tone: 'warning', text: 'Not connected' },
    paused: { tone: 'neutral', text: 'Paused' },
  };

const OUTCOMES = [
  { value: '', label: 'All calls' },
  { value: 'ok', label: 'Allowed' },
  { value: 'denied', label: 'Refused' },
];

/** Calls as they come in: the last minute, and the latest by customer and endpoint. */
export function LiveScreen({ path, currency, timezone, madeAt }: Props) {
  const [isPaused, setPaused] = useState(false);
  const [outcome, setOutcome] = useState('');
  const [search, setSearch] = useState('');
  const { state, connection } = useLiveCalls(path, isPaused);
  const second = useSecond(madeAt);
  const minute = lastMinute(state.seconds, second);
  const sum = (of: 'allowed' | 'denied') => minute.reduce((total, one) => total + one[of], 0);
  const wanted = search.trim().toLowerCase();
  const shown = state.feed.filter(
    ({ code, name, endpoint, customer }) =>
      (outcome === '' || (outcome === 'ok') === (code === 'ok')) &&
      `${name ?? ''} ${endpoint} ${customer} ${code}`.toLowerCase().includes(wanted),
  );
  const { tone, text } = CONNECTIONS[isPaused ? 'paused' : connection];
  return (
    <div className="grid grid-cols-1 gap-6">
      <Figures>
        <Figure label="Allowed, last minute" value={formatCount(sum('allowed'), currency)} />
        <Figure label="Refused, last minute" value={formatCount(sum('denied'), currency)} />
        <Figure
          label="Allowed since you look"
          value={formatCount(state.allowed, currency)}
          testId="live-allowed"
        />
        <Figure
          label="Refused since you look"
          value={formatCount(state.denied, currency)}
          testId="live-denied"
        />
      </Figures>
      <Panel
        title="The last minute"
        actions={
          <div className="flex items-center gap-3">
            <span role="status" data-testid="live-connection">
              <Badge tone={tone}>{text}</Badge>
            </span>
            <Button look="secondary" size="small" onClick={() => setPaused(!isPaused)}>
              {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {isPaused ? 'Go on' : 'Pause'}
            </Button>
          </div>
        }
      >
        <LiveMinute minute={minute} currency={currency} timezone={timezone} />
      </Panel>
      <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
        <TextField
          name="search"
          label="Customer or endpoint"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SelectField
          name="outcome"
          label="Outcome"
          value={outcome}
          options={OUTCOMES}
          required
          onChange={(event) => setOutcome(event.target.value)}
        />
      </div>
      <LiveFeed rows={shown} currency={currency} timezone={timezone} />
    </div>
  );
}
