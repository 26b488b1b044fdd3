'use client';

import { useState } from 'react';
import { Choices } from '@/components/ui/choices';
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
      <Choices
        legend="Framework"
        name="framework"
        options={[...INTEGRATIONS.map(({ name }) => name), SHELL]}
        chosen={chosen}
        onChoose={setChosen}
      />
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
