import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { buildOpenApi } from '@/lib/http/openapi';
import { ROUTES } from './operations';

const API = join(import.meta.dirname, '../v1');

/** Every route file below app/api/v1 as a path of the document; the catch-all is none. */
const FILES = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)route\.ts$/.test(file) && !file.includes('[...'))
  .map((file) => `/${file.replace(/\/?route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`);

// biome-ignore lint/suspicious/noExplicitAny: the document is looked into here and there.
const document = buildOpenApi(ROUTES, 'http://localhost:3000') as any;
// biome-ignore lint/suspicious/noExplicitAny: as above.
const operations: any[] = Object.values(document.paths).flatMap((path) => Object.values(path as object));

describe('the OpenAPI document', () => {
  it('holds every route file, and no path without one', () => {
    expect(Object.keys(ROUTES).sort()).toEqual(FILES.sort());
  });

  it('gives every operation a name of its own', () => {
    const names = operations.map((operation) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'verify',
        'createCustomer',
        'getCustomer',
        'listCustomers',
        'createCustomerKey',
      ]),
    );
    expect(names).toEqual(
      expect.arrayContaining(['rotateKey', 'suspendCustomer', 'createPlanVersion', 'setCustomerBudget']),
    );
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) {
      const found = (reference as string).split('/').reduce((node, key) => node?.[key], document);
      expect(found, reference).toBeDefined();
    }
  });

  it('passes a public linter’s recommended rules', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('has no leftovers of the schemas it was made from', () => {
    expect(JSON.stringify(document)).not.toMatch(/\$defs|__schema/);
    expect(document.openapi).toBe('3.1.0');
  });

  it('says for every operation what it answers and how it can refuse', () => {
    for (const operation of operations) {
      const statuses = Object.keys(operation.responses);
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1);
      expect(statuses).toContain('503');
      expect(operation.summary).not.toBe('');
    }
  });

  it('declares every parameter of every path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      for (const operation of Object.values(methods as any) as any[]) {
        const declared = operation.parameters.filter((parameter: { in: string }) => parameter.in === 'path');
        expect(declared.map((parameter: { name: string }) => parameter.name)).toEqual(names);
      }
    }
  });

  it('takes an Idempotency-Key on every POST outside the hot path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      const { post } = methods as any;
      if (!post) continue;
      const names = post.parameters.map((parameter: { name: string }) => parameter.name);
      expect([path, names.includes('Idempotency-Key')]).toEqual([path, !post.tags.includes('Hot path')]);
    }
  });

  it('opens the public paths and closes the rest', () => {
    expect(document.paths['/api/v1/public/{providerSlug}/plans'].get.security).toEqual([]);
    expect(document.paths['/api/v1/customers'].post.security).toBeUndefined();
    expect(document.security).toEqual([{ secretKey: [] }]);
  });

  it('shows what is required and what has a default', () => {
    const body = document.paths['/api/v1/plans'].post.requestBody;
    expect(body.required).toBe(true);
    const schema = body.content['application/json'].schema;
    expect(schema.required).toEqual(['slug', 'name', 'currency', 'interval', 'basePrice']);
    expect(schema.properties.billing.default).toBe('postpaid');
  });
});
