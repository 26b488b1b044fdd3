'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';

const SHOWN_MS = 2_000;

/** Copies a text; where the browser refuses (an insecure origin) it says so instead of lying. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await writeClipboard(text)) ? 'copied' : 'refused');
  const words = { idle: 'Copy', copied: 'Copied', refused: 'Select and copy' }[outcome];
  return (
    <Button look="secondary" size="small" onClick={copy} aria-label={outcome === 'idle' ? label : undefined}>
      {outcome === 'copied' ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

/** The clipboard API exists on https and localhost alone; self-hosted installations are often neither. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
