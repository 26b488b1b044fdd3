import type { MailPropsOf, MailTemplate } from '@/lib/notify/mail/kinds';

const url = 'https://tollgate.example/p/weathernow/portal';

/** Something to fill every template with. */
export const SAMPLE_MAILS: { [T in MailTemplate]: MailPropsOf<T> } = {
  verification: { url: `${url}/verify?token=Zm9vYmFyYmF6`, name: 'Asha', hours: 24 },
  'password-reset': { url: `${url}/reset?token=Zm9vYmFyYmF6`, minutes: 60 },
  invitation: { url: `${url}/join?token=Zm9v`, inviter: 'Asha Rao', team: 'Acme Maps', days: 7 },
  welcome: { customer: 'Acme Maps', keyPrefix: 'sk_live_Qm7f', url },
  'trial-ending': { plan: 'Starter', endsAt: '2026-12-01T00:00:00.000Z', url },
  'key-expiring': { key: 'Production', expiresAt: '2026-12-01T00:00:00.000Z', url },
  'usage-threshold': {
    ...{ meter: 'calls', percent: 75, used: 37_500, limit: 50_000, hard: true, url },
    resetsAt: '2026-11-30T18:30:00.000Z',
  },
  'budget-reached': {
    ...{ currency: 'INR', percent: 100, used: 49_990, limit: 50_000, url },
    resetsAt: '2026-11-30T18:30:00.000Z',
  },
  invoice: {
    ...{ invoice: 'inv_1', number: 'INV/2627/000042', currency: 'INR', total: 588_820, amountDue: 588_820 },
    ...{ dueAt: '2026-12-08T00:00:00.000Z', isPaid: false, url },
  },
  'payment-failed': {
    ...{ number: 'INV/2627/000042', currency: 'INR', amountDue: 588_820, url },
    ...{ reason: 'Your card was declined.', nextAttemptAt: '2026-12-11T00:00:00.000Z' },
  },
  'card-expiring': { card: 'Visa ending in 4242', expires: '12/2026', url },
  digest: {
    ...{ from: '2026-11-08T18:30:00.000Z', to: '2026-11-15T18:30:00.000Z', calls: 128_400 },
    ...{ callsBefore: 97_300, activeCustomers: 41, newCustomers: 6, refused: 210, overdue: 1, url },
    invoiced: [{ currency: 'INR', amount: 12_345_600 }],
  },
  'endpoint-disabled': {
    endpoint: 'https://hooks.weathernow.example/tollgate',
    reason: 'It has not accepted a single delivery for more than three days.',
    url,
  },
};
