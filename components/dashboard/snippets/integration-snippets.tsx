'use client';

import { useState } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { INTEGRATIONS, verifyWithCurl } from './frameworks';

interface Props {
  origin: string;
  /** How the provider's own secret keys begin, followed by dots. */
  secretKey: string;
  /** How its customers' keys begin. */
  keyStart: string;
}

const SHELL = 'Any other';

/** The lines to copy, for the framework that is chosen. */
export function IntegrationSnippets({ origin, secretKey, keyStart }: Props) {
  const [chosen, setChosen] = useState(INTEGRATIONS[0]?.name ?? SHELL);
  const given = { origin, secretKey };
  const integration = INTEGRATIONS.find(({ name }) => name === chosen);
  return (
    <div className="grid grid-cols-1 gap-3">
      <fieldset className="flex max-w-full flex-wrap gap-0.5">
        <legend className="sr-only">Framework</legend>
        {[...INTEGRATIONS.map(({ name }) => name), SHELL].map((name) => (
          <label
            key={name}
            className="cursor-pointer rounded-[5px] border border-transparent px-2.5 py-1 text-[0.867rem] text-muted hover:text-foreground has-checked:border-border has-checked:bg-hover has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name="framework"
              value={name}
              checked={name === chosen}
              onChange={() => setChosen(name)}
              className="sr-only"
            />
            {name}
          </label>
        ))}
      </fieldset>
      {integration ? (
        <>
          <CodeBlock label="Install" code={integration.install} />
          <CodeBlock label={`In front of your ${integration.name} API`} code={integration.codeOf(given)} />
        </>
      ) : (
        <CodeBlock label="One request, from any language" code={verifyWithCurl(given, keyStart)} />
      )}
    </div>
  );
}
