import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/unsubscribe/route';
import { standingClock } from '@/lib/core/clock';
import { runtime } from '@/lib/infra/runtime';
import { publishEvent } from '@/lib/outbox';
import { startSubscription } from '@/lib/subscriptions';
import {
  type GivenProvider,
  givenCustomer,
  givenKey,
  givenPlan,
  givenProvider,
} from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { SAMPLE_MAILS } from '@/lib/testing/sample-mails';
import { handleNextEvent } from '../handle-next-event';
import {
  getMail,
  getMailChoice,
  listMails,
  sendInvitationMail,
  sendPasswordResetMail,
  sendVerificationMail,
  setMailSettings,
} from '../index';
import { queueMail } from './queue-mail';
import { remind } from './remind';
import { sendDigest } from './send-digests';
import { sendDueMail } from './send-due-mail';

/** A mail as the server took it. */
interface Taken {
  to: string[];
  raw: string;
}

const taken: Taken[] = [];
let refusal: Error | null = null;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_, __, callback) => callback(refusal),
  onData: async (stream, session, callback) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    taken.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
    callback();
  },
});
const folder = mkdtempSync(join(tmpdir(), 'mail-'));
process.env.DATA_DIR = folder;

useRuntime();
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

let provider: GivenProvider;
beforeEach(async () => {
  taken.length = 0;
  refusal = null;
  provider = await givenProvider();
});

async function sendAll(): Promise<void> {
  while (await handleNextEvent());
  while (await sendDueMail());
}

const statuses = async () => (await listMails(provider.ctx, { limit: 50 })).data.map(({ status }) => status);
const headerOf = (name: string, { raw }: Taken) =>
  new RegExp(`^${name}:(.*(?:\r\n[ \t].*)*)`, 'mi')
    .exec(raw)?.[1]
    ?.replace(/\r\n\s+/g, ' ')
    .trim();

const threshold = (customerId: string, percent: number, isHighest = true) =>
  publishEvent(provider.ctx, {
    ...{ type: 'usage.threshold_reached', subjectId: customerId, customerId },
    facts: { ...SAMPLE_MAILS['usage-threshold'], percent, isHighest, periodEnd: '2026-12-01T00:00:00.000Z' },
  });

describe('a mail', () => {
  it('is sent in the provider’s name, with text, answers to the provider, and one-click unsubscribing', async () => {
    const customer = await givenCustomer(provider.ctx);
    const key = await givenKey(provider.ctx, customer.id);
    await givenKey(provider.ctx, customer.id);
    await sendAll();
    expect(taken, 'only the first key welcomes').toHaveLength(0);
    const other = await givenCustomer(provider.ctx);
    const first = await givenKey(provider.ctx, other.id);
    await sendAll();
    expect(taken).toHaveLength(1);
    const [mail] = taken as [Taken];
    expect(mail.to).toEqual([other.email]);
    expect(headerOf('From', mail)).toMatch(/^WeatherNow <no-reply@/);
    expect(headerOf('Reply-To', mail)).toContain('@example.com');
    expect(headerOf('Message-ID', mail)).toMatch(/^<mail_/);
    expect(headerOf('List-Unsubscribe-Post', mail)).toBe('List-Unsubscribe=One-Click');
    expect(headerOf('List-Unsubscribe', mail)).toMatch(/^<http.*\/api\/unsubscribe\?token=.*>$/);
    expect(mail.raw).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(mail.raw).toContain(first.prefix);
    expect(mail.raw).not.toContain(first.secret);
    expect(mail.raw).not.toContain(key.secret);
  });

  it('is written once for its occasion and address, though the job runs twice or at the same time', async () => {
    const mail = {
      providerId: provider.ctx.provider.id,
      template: 'card-expiring',
      to: 'a@example.com',
    } as const;
    const props = SAMPLE_MAILS['card-expiring'];
    const queued = await Promise.all(
      ['a@example.com', 'A@example.com', 'b@example.com', 'a@example.com'].map((to) =>
        queueMail({}, { ...mail, to, occasion: 'once', props }),
      ),
    );
    expect(queued.filter(Boolean)).toHaveLength(2);
    await Promise.all([sendDueMail(), sendDueMail(), sendDueMail()]);
    expect(taken.map(({ to }) => to[0]?.toLowerCase()).sort()).toEqual(['a@example.com', 'b@example.com']);
  });

  it('is tried again where the server was busy, and given up where it says never', async () => {
    const mail = {
      providerId: provider.ctx.provider.id,
      template: 'card-expiring',
      occasion: 'busy',
    } as const;
    const props = SAMPLE_MAILS['card-expiring'];
    await queueMail({}, { ...mail, to: 'busy@example.com', props });
    refusal = Object.assign(new Error('try later'), { responseCode: 451 });
    await sendDueMail();
    expect(await statuses()).toEqual(['queued']);
    expect(await sendDueMail(), 'nothing is due before its pause').toBe(false);
    refusal = null;
    await runtime().pool.query('UPDATE mail SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL');
    await sendDueMail();
    expect(taken).toHaveLength(1);
    refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
    await queueMail({}, { ...mail, to: 'nobody@example.com', props });
    await sendDueMail();
    expect(await statuses()).toEqual(['failed', 'sent']);
  });

  it('of a sandbox is never sent; it lands in a file that only the server’s account can read', async () => {
    const customer = await givenCustomer(provider.sandbox);
    await givenKey(provider.sandbox, customer.id);
    await sendAll();
    expect(taken).toEqual([]);
    const files = (await readdir(join(folder, 'outbox'))).filter((file) => file.includes('welcome'));
    expect(files.map((file) => file.replace(/.*\./, '')).sort()).toEqual(['eml', 'html']);
    for (const file of files) {
      expect((await stat(join(folder, 'outbox', file))).mode & 0o077).toBe(0);
    }
    const eml = files.find((file) => file.endsWith('.eml')) as string;
    expect(await readFile(join(folder, 'outbox', eml), 'utf8')).toContain(`To: ${customer.email}`);
  });

  it('with a link that lets its reader in is shown to no member, and not kept once it is sent', async () => {
    const url = 'https://tollgate.example/reset?token=very-secret';
    await sendPasswordResetMail(provider.ctx, { to: 'asha@example.com', url, minutes: 60 });
    await sendPasswordResetMail({}, { to: 'asha@example.com', url, minutes: 60 });
    await sendVerificationMail(provider.ctx, { to: 'asha@example.com', url, hours: 24 });
    const team = { inviter: 'Ravi', team: 'Acme', days: 7 };
    await sendInvitationMail(provider.ctx, { to: 'asha@example.com', url, ...team });
    await sendDueMail();
    expect(taken).toHaveLength(4);
    for (const mail of taken) expect(headerOf('List-Unsubscribe', mail)).toBeUndefined();
    const ofReset = taken.filter((mail) => headerOf('Subject', mail)?.startsWith('Set a new password'));
    expect(ofReset.map((mail) => headerOf('From', mail)).sort()).toEqual([
      expect.stringMatching(/^Tollgate </),
      expect.stringMatching(/^WeatherNow </),
    ]);
    expect((await listMails(provider.ctx, { limit: 10 })).data).toEqual([]);
    const { rows } = await runtime().pool.query('SELECT * FROM mail WHERE is_private');
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toContain('very-secret');
    for (const { id } of rows) {
      await expect(getMail(provider.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('is seen by its own provider alone', async () => {
    const customer = await givenCustomer(provider.ctx);
    await givenKey(provider.ctx, customer.id);
    await sendAll();
    const [mail] = (await listMails(provider.ctx, { limit: 10 })).data;
    expect((await getMail(provider.ctx, { id: mail!.id })).html).toContain('WeatherNow');
    const stranger = await givenProvider();
    expect((await listMails(stranger.ctx, { limit: 10 })).data).toEqual([]);
    await expect(getMail(stranger.ctx, { id: mail!.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('unsubscribing', () => {
  const post = (token: string) =>
    POST(new Request(`http://localhost/api/unsubscribe?token=${token}`, { method: 'POST' }));

  it('by one click stops alerts to that address, and nothing that must arrive', async () => {
    const customer = await givenCustomer(provider.ctx);
    await threshold(customer.id, 75, false);
    await threshold(customer.id, 90);
    await sendAll();
    expect(taken, 'of several marks at once, the highest').toHaveLength(1);
    const token = /token=([^>\s]+)>/.exec(
      headerOf('List-Unsubscribe', taken[0] as Taken) ?? '',
    )?.[1] as string;
    expect(await getMailChoice({ token })).toMatchObject({ email: customer.email, isSubscribed: true });
    expect((await post(token)).status).toBe(204);
    expect((await post(token)).status, 'again').toBe(204);
    expect((await getMailChoice({ token })).isSubscribed).toBe(false);
    await threshold(customer.id, 100);
    await publishEvent(provider.ctx, {
      ...{ type: 'payment_method.expiring', subjectId: 'pm_1', customerId: customer.id },
      facts: { brand: 'Visa', last4: '4242', expMonth: 12, expYear: 2026 },
    });
    await sendAll();
    expect(taken.slice(1).map((mail) => headerOf('Subject', mail))).toEqual([
      'Your Visa ending in 4242 expires 12/2026',
    ]);
    expect(await statuses()).toContain('skipped');
  });

  it('takes no token that was not made here', async () => {
    expect((await post('')).status).toBe(404);
    expect((await post('e30.AAAA')).status).toBe(404);
  });

  it('by the settings stops alerts of a customer; invoices and payments go where it says', async () => {
    const customer = await givenCustomer(provider.ctx);
    const settings = { alerts: false, invoiceEmails: ['accounts@acme.example', 'cfo@acme.example'] };
    await setMailSettings(provider.ctx, { customer: customer.id, settings });
    await threshold(customer.id, 90);
    await publishEvent(provider.ctx, {
      ...{ type: 'payment_method.expiring', subjectId: 'pm_1', customerId: customer.id },
      facts: { brand: 'Visa', last4: '4242' },
    });
    await sendAll();
    expect(taken.map(({ to }) => to[0]).sort()).toEqual(settings.invoiceEmails);
  });
});

describe('what falls due', () => {
  it('is reminded of once: a trial three days before, a key seven days before', async () => {
    const customer = await givenCustomer(provider.ctx);
    const plan = await givenPlan(provider.ctx, { trialDays: 10 });
    await startSubscription(provider.ctx, { customer: customer.id, plan: plan.slug });
    const now = provider.ctx.clock.now().getTime();
    const day = 86_400_000;
    await givenKey(provider.ctx, customer.id, {
      name: 'Production',
      expiresAt: new Date(now + 12 * day).toISOString(),
    });
    await sendAll();
    taken.length = 0;
    const at = (days: number) => ({ ...provider.ctx, clock: standingClock(new Date(now + days * day)) });
    for (const days of [1, 4, 5.5, 6.5, 7.5, 8]) await Promise.all([remind(at(days)), remind(at(days))]);
    const { rows } = await runtime().pool.query(
      `SELECT type, count(*)::int AS count FROM domain_event WHERE customer_id = $1
        AND type IN ('key.expiring', 'subscription.trial_ending') GROUP BY 1 ORDER BY 1`,
      [customer.id],
    );
    expect(rows).toEqual([
      { type: 'key.expiring', count: 1 },
      { type: 'subscription.trial_ending', count: 1 },
    ]);
    await sendAll();
    expect(taken.map((mail) => headerOf('Subject', mail)?.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'Your key',
      'Your trial',
    ]);
  });

  it('the digest comes on Monday morning, once, to the owners, and not about nothing', async () => {
    await givenCustomer(provider.ctx);
    const monday = new Date('2026-11-23T00:00:00.000Z');
    const hour = 3_600_000;
    // Kolkata is five and a half hours ahead: eight o'clock is half past two in UTC.
    const at = (hours: number) => ({
      ...provider.ctx,
      clock: standingClock(new Date(monday.getTime() + hours * hour)),
    });
    await runtime().pool.query("UPDATE customer SET created_at = '2026-11-18' WHERE provider_id = $1", [
      provider.ctx.provider.id,
    ]);
    for (const hours of [-24, 2, 26]) await sendDigest(at(hours));
    expect(await statuses()).toEqual([]);
    await Promise.all([sendDigest(at(2.6)), sendDigest(at(2.6)), sendDigest(at(5))]);
    await sendDueMail();
    expect(taken).toHaveLength(1);
    const quiet = await givenProvider();
    await sendDigest({ ...quiet.ctx, clock: at(3).clock });
    expect((await listMails(quiet.ctx, { limit: 5 })).data).toEqual([]);
  });
});
