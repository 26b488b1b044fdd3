'use client';

import { type ReactNode, useState } from 'react';
import { TextField } from '@/components/ui/field';
import { parseGstin } from '@/lib/core/gst/gstin';

const GSTIN_LENGTH = 15;

interface Props {
  name: string;
  defaultValue: string | undefined;
  error: string | undefined;
  /** GST code of the state that was chosen; a GSTIN of another one is pointed out. */
  state: string;
  /** Told the state of a GSTIN that is right. */
  onState?: (code: string) => void;
}

/** A GSTIN, checked as it is typed: shape, state and check digit, by the code that checks it again on the server. */
export function GstinField({ state, onState, error, ...field }: Props) {
  const [text, setText] = useState(field.defaultValue ?? '');
  return (
    <TextField
      {...field}
      label="GSTIN"
      autoCapitalize="characters"
      autoComplete="off"
      spellCheck={false}
      maxLength={GSTIN_LENGTH}
      error={error}
      hint={<span role="status">{gstinHint(text, state)}</span>}
      className="uppercase placeholder:normal-case"
      onChange={(event) => {
        setText(event.target.value);
        const code = parseGstin(event.target.value)?.state.code;
        if (code) onState?.(code);
      }}
    />
  );
}

/** What is to be said of what was typed so far. */
function gstinHint(text: string, state: string): ReactNode {
  const length = text.trim().length;
  if (length === 0) return 'If you are registered, so that you can claim the tax.';
  if (length < GSTIN_LENGTH) return `${length} of ${GSTIN_LENGTH} characters`;
  const gstin = parseGstin(text);
  if (!gstin)
    return <span className="text-danger">Not a GSTIN: please compare it with your certificate.</span>;
  if (state !== '' && gstin.state.code !== state) {
    return (
      <span className="text-warning">A valid GSTIN of {gstin.state.name}, not of the chosen state.</span>
    );
  }
  return <span className="text-success">A valid GSTIN of {gstin.state.name}.</span>;
}
