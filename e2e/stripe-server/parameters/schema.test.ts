import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSchema } from './make-schema';

test('schema.json is what the types of the installed SDK say (else: npx vitest run --project unit -u e2e/stripe-server/parameters)', async () => {
  await expect(makeSchema()).toMatchFileSnapshot('./schema.json');
});

test('it is made of what ajv and the messages understand', () => {
  const text = readFileSync('e2e/stripe-server/parameters/schema.json', 'utf8');
  expect(text.length).toBeLessThan(200_000);
  expect(text).not.toMatch(/"(not|oneOf|allOf)":|__@/);
});
