import { announcements } from '@/lib/infra/announcements';
import { handleNextEvent } from './handle-next-event';
import type { MailDocuments } from './mail/attachments';
import { sendDueMail } from './mail/send-due-mail';
import { Pump } from './pump';
import { Deliveries } from './webhooks/deliver-due';

/*
 * The door for the process's background work. Not part of index.ts: rendering mail needs react-dom/server, which
 * Next does not let into the pages that come in by the other door.
 */

/** Retries after five seconds must not wait much longer than that. */
const LOOK_FOR_DELIVERIES_MS = 1_000;
const LOOK_FOR_THE_REST_MS = 5_000;

/**
 * Starts telling the world: events become deliveries and mails, these are sent. Every process may run it; what one
 * works on is locked against the others. Returns what stops it, after what is in hand.
 */
export function startNotifying(documents: MailDocuments = {}): () => Promise<void> {
  const deliveries = new Deliveries(() => sending.wake());
  const sending = new Pump('webhooks', LOOK_FOR_DELIVERIES_MS, () => deliveries.begin());
  const mailing = new Pump('mail', LOOK_FOR_THE_REST_MS, () => sendDueMail(documents));
  const telling = new Pump('events', LOOK_FOR_THE_REST_MS, () => handleNextEvent());
  const pumps = [telling, sending, mailing];
  const unsubscribe = announcements().subscribeToOutbox(() => {
    for (const pump of pumps) pump.wake();
  });
  for (const pump of pumps) pump.wake();
  return async () => {
    unsubscribe();
    await Promise.all(pumps.map((pump) => pump.stop()));
    await deliveries.settled();
  };
}
