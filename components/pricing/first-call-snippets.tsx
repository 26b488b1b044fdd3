'use client';

import { useState } from 'react';
import { Choices } from '@/components/ui/choices';
import { CodeBlock } from '@/components/ui/code-block';

interface Call {
  url: string;
  secret: string;
}

/** One call, as it is written in the languages that most of an API's customers use. */
const LANGUAGES: { name: string; codeOf(call: Call): string }[] = [
  { name: 'curl', codeOf: ({ url, secret }) => `curl ${url} \\\n  -H "Authorization: Bearer ${secret}"` },
  {
    name: 'JavaScript',
    codeOf: ({ url, secret }) => `const response = await fetch('${url}', {
  headers: { Authorization: 'Bearer ${secret}' },
});
console.log(response.status, await response.text());`,
  },
  {
    name: 'Python',
    codeOf: ({ url, secret }) => `import requests

response = requests.get("${url}", headers={"Authorization": "Bearer ${secret}"})
print(response.status_code, response.text)`,
  },
];

/** The first call of somebody who has just got a key, with that key in it. */
export function FirstCallSnippets(call: Call) {
  const [chosen, setChosen] = useState('curl');
  const language = LANGUAGES.find(({ name }) => name === chosen) ?? LANGUAGES[0];
  return (
    <div className="grid grid-cols-1 gap-2">
      <Choices
        legend="Language"
        name="language"
        options={LANGUAGES.map(({ name }) => name)}
        chosen={chosen}
        onChoose={setChosen}
      />
      <CodeBlock label="Your first call" code={language?.codeOf(call) ?? ''} />
    </div>
  );
}
