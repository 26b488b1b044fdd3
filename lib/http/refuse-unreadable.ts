import type { Duplex } from 'node:stream';
import { AppError } from '@/lib/core/errors';
import { refuseHotPath } from './hot-path';

/**
 * Answers a connection whose request Node could not read (no HTTP, headers without end, a body that never came
 * whole) by a problem document, as everything else is answered, and closes it. For a server's `clientError`.
 */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // An answer that is under way must not get another in its middle (Node's own handler looks at the same field).
  const { _httpMessage: underWay } = socket as { _httpMessage?: { headersSent: boolean } };
  if (error.code === 'ECONNRESET' || !socket.writable || underWay?.headersSent) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = refuseHotPath(problemOf(error));
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`);
}

function problemOf({ code }: NodeJS.ErrnoException): AppError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new AppError('headers_too_large', 'The headers of the request are too large.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new AppError('request_timeout', 'The request did not come whole in time.');
    default:
      return new AppError('malformed', 'The request is not valid HTTP.');
  }
}
