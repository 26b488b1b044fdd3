/**
 * Whether an error says that PostgreSQL is away for now (gone, starting, full, failed over, silent), as the
 * driver, the pool and Prisma each report it: the same request may succeed when it is sent again.
 */
export function isAway(error: unknown): boolean {
  const seen = new Set<unknown>();
  const look = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    const { code, originalCode, kind, message, cause, meta, errors } = value as Reported;
    return (
      [code, originalCode, kind].some((word) => typeof word === 'string' && AWAY.test(word)) ||
      (typeof message === 'string' && SAYS_AWAY.test(message)) ||
      [cause, meta, meta?.driverAdapterError, ...(Array.isArray(errors) ? errors : [])].some(look)
    );
  };
  return look(error);
}

interface Reported {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
  errors?: unknown;
}

/**
 * SQLSTATE classes 08 (connection) and 53 (resources), 57P01 to 57P05 (shutting down, crashed, starting,
 * dropped, idle), 25006 (a standby that only reads); Node's socket errors; Prisma's codes and kinds for the same.
 */
const AWAY =
  /^(08\w{3}|53\w{3}|57P0[1-5]|25006|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|P1001|P1002|P1008|P1017|P2024|P2028|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** What has no code: the pool's and the driver's own words. */
const SAYS_AWAY =
  /timeout exceeded when trying to connect|Connection terminated|Connection ended|Query read timeout|is not queryable|Client was closed|Can't reach database|server closed the connection|terminating connection|the database system is/i;
