import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMeter } from '@/lib/plans';
import { type GivenProvider, givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { fastLane } from './fast-lane';

/*
 * A program that reports to OpenMeter can report to us by another address and secret: the path, the content types and
 * the shape of the events are those of its clients, https://openmeter.io/docs/metering/events/overview.
 */
useRuntime();

describe('a client of OpenMeter', () => {
  const server = createServer((request, response) => {
    if (!fastLane(request, response)) response.writeHead(404).end();
  });
  let provider: GivenProvider;
  let url: string;
  beforeAll(async () => {
    provider = await givenProvider();
    const prompts = { slug: 'prompts', name: 'Prompts', unit: 'prompt', aggregation: 'count' } as const;
    await createMeter(provider.ctx, { ...prompts, eventType: 'prompt' });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const ingest = async (contentType: string, events: unknown) => {
    const headers = { authorization: `Bearer ${provider.secretKey}`, 'content-type': contentType };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(events) });
    return { status: response.status, body: await response.json() };
  };
  const callsOf = async (customer: string) =>
    (await queryUsage(provider.ctx, { customer, meter: 'prompts', granularity: 'total' })).total.calls;

  /** As `client.events.ingest({ type, subject, data })` sends it, with what the client adds. */
  const prompt = (subject: string | null, id: string) => ({
    specversion: '1.0',
    id,
    source: '@openmeter/sdk',
    type: 'prompt',
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: { tokens: 123456, model: 'gpt4', provider: { name: 'openai', region: null }, stream: true },
  });

  it('reports one event and a batch, and an event sent again counts once', async () => {
    const { id, externalId } = await givenCustomer(provider.ctx);
    const one = await ingest('application/cloudevents+json', prompt(externalId, '1'));
    expect(one).toMatchObject({ status: 200, body: { accepted: 1, rejected: [] } });
    const batch = [prompt(externalId, '1'), prompt(externalId, '2'), prompt(externalId, '3')];
    expect(await ingest('application/cloudevents-batch+json', batch)).toMatchObject({
      status: 200,
      body: { accepted: 2, duplicates: 1, rejected: [] },
    });
    expect(await callsOf(id)).toBe(3);
  });

  it('hears which event names nobody, and its neighbours count', async () => {
    const { id, externalId } = await givenCustomer(provider.ctx);
    const batch = [prompt('nobody', '4'), prompt(null, '5'), prompt(externalId, '6')];
    const { body } = await ingest('application/cloudevents-batch+json', batch);
    expect(body.rejected).toMatchObject([
      { index: 0, code: 'unknown_customer' },
      { index: 1, code: 'invalid_event' },
    ]);
    expect(await callsOf(id)).toBe(1);
  });
});
