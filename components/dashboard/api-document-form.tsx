'use client';

import { type ChangeEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { FileField, TextArea } from '@/components/ui/field';
import { useFormAction } from '@/components/ui/use-form-action';
import type { FormAction } from '@/lib/core/action';

interface Props {
  action: FormAction<void>;
  /** Where the page is that sends the calls. */
  origin: string;
}

/** What a form may send, with room for what is around it. */
const MAX_CHARACTERS = 900_000;

/** An OpenAPI document from a file or pasted. */
export function ApiDocumentForm({ action, origin }: Props) {
  const [text, setText] = useState('');
  const form = useFormAction(action, () => {
    setText('');
    toast.success('Published.');
  });
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) setText(await file.text());
  };
  const { error } = form.field('document');
  const tooLong = text.length > MAX_CHARACTERS ? 'Too large: at most 900,000 characters.' : undefined;
  return (
    <form action={form.submit} className="grid grid-cols-1 gap-4">
      <FileField
        id="api-document-file"
        label="File"
        accept=".json,.yaml,.yml,application/json,application/yaml"
        onChange={read}
      />
      <TextArea
        name="document"
        label="OpenAPI document"
        hint="OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML, with every $ref within it."
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={tooLong ?? error}
        spellCheck={false}
        rows={10}
        className="font-mono text-[0.867rem]"
        required
      />
      {form.message()}
      <p className="text-[0.867rem] text-muted">
        Calls that customers try go from their browser straight to your API, so it must allow this page:
        answer <code className="wrap-anywhere">Access-Control-Allow-Origin: {origin}</code> and{' '}
        <code className="wrap-anywhere">Access-Control-Allow-Headers: Authorization, Content-Type</code>.
      </p>
      <div>
        <Button type="submit" isPending={form.isPending} disabled={tooLong !== undefined}>
          Publish
        </Button>
      </div>
    </form>
  );
}
