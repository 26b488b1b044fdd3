'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { ApiReference } from './api-reference';
import { carriedKey, carryKey } from './carried-key';

interface Props {
  provider: string;
  source: { spec: object };
  /** Where a key belongs; null when no call takes one. */
  keyScheme: string | null;
}

/** A provider's API, with the customer's key filled in where the customer brought it along. */
export function ProviderReference({ provider, source, keyScheme }: Props) {
  const [key, setKey] = useState('');
  // Known to the browser alone, so not while the page is made on the server.
  useEffect(() => setKey(carriedKey(provider)), [provider]);
  const use = (form: FormData) => {
    const given = String(form.get('key') ?? '').trim();
    carryKey(provider, given);
    setKey(given);
  };
  return (
    <>
      {keyScheme !== null && (
        <form action={use} className="mt-6 grid max-w-xl grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
          <TextField
            key={key}
            name="key"
            label="Your API key"
            defaultValue={key}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            required
          />
          <Button type="submit" look="secondary" className="h-10">
            Use it
          </Button>
          <p role="status" className="col-span-2 text-[0.867rem] text-muted">
            {key
              ? 'Calls that you try here carry this key; they count like any other.'
              : 'To try calls from here. It stays in this tab.'}
          </p>
        </form>
      )}
      <div className="mt-8">
        <ApiReference
          source={source}
          credential={keyScheme !== null && key ? { scheme: keyScheme, value: key } : undefined}
        />
      </div>
    </>
  );
}
