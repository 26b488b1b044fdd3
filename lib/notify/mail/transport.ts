import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { env } from '@/lib/env';
import { runtime, single } from '@/lib/infra/runtime';

/** A server that says nothing for this long has lost the mail; it is tried again. */
const PATIENCE_MS = 20_000;
const VERIFY_PATIENCE_MS = 5_000;

/** What the server said makes trying again pointless: the address does not exist, the mail is not wanted. */
export class MailRefused extends Error {}

/** Hands a mail over to the SMTP server. */
export async function sendBySmtp(message: SendMailOptions): Promise<void> {
  try {
    await smtp().sendMail(message);
  } catch (error) {
    const {
      responseCode = 0,
      code,
      message: text,
    } = error as { responseCode?: number; code?: string; message: string };
    // 5xx is final (RFC 5321, 4.2.1), but for a login that the operator may repair.
    if (responseCode >= 500 && code !== 'EAUTH') throw new MailRefused(text);
    throw error;
  }
}

/** Connects to an SMTP server and signs in, and sends nothing. Throws what the server or the network said. */
export async function verifySmtp(url: string): Promise<void> {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: VERIFY_PATIENCE_MS,
    greetingTimeout: VERIFY_PATIENCE_MS,
    socketTimeout: VERIFY_PATIENCE_MS,
  });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

function smtp() {
  return single('smtp', () => {
    const transport = nodemailer.createTransport({
      url: env().smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
    });
    runtime().closers.push(async () => transport.close());
    return transport;
  });
}

/**
 * Puts a mail into `DATA_DIR/outbox`: as the message that would have been sent, and its HTML to look at. Only the
 * account that runs the server can read them: some hold links that let their reader in.
 */
export async function sendToFile(name: string, message: SendMailOptions): Promise<void> {
  const folder = join(env().dataDir, 'outbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const built = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const { message: raw } = await built.sendMail(message);
  const files: [string, Buffer | string][] = [
    [`${name}.eml`, raw as Buffer],
    [`${name}.html`, String(message.html)],
  ];
  for (const [file, content] of files) {
    const path = join(folder, file);
    // Whole or not at all, for those who watch the folder.
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}
