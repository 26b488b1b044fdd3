import { expect, it } from 'vitest';
import { ROUTES } from '@/app/api/openapi.json/operations';
import { buildOpenApi } from '@/lib/http/openapi';
import { typesOfApi } from './types-of-api';

it('the types of the client are those of the OpenAPI document (else: npx vitest run --project unit sdk -u)', async () => {
  const document = buildOpenApi(ROUTES, 'http://localhost:3000');
  await expect(await typesOfApi(document)).toMatchFileSnapshot('../src/api-types.ts');
});
