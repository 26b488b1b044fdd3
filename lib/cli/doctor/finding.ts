/** What the doctor found out about one thing. */
export interface Finding {
  check: string;
  /** `warning`: works, but not as a deployment that takes money should; `failed`: does not work. */
  status: 'ok' | 'warning' | 'failed';
  /** One sentence, with what to do where something is to be done. Never a secret. */
  detail: string;
}

export type Check = () => Promise<Finding[]> | Finding[];

export const ok = (check: string, detail: string): Finding => ({ check, status: 'ok', detail });
export const warning = (check: string, detail: string): Finding => ({ check, status: 'warning', detail });
export const failed = (check: string, detail: string): Finding => ({ check, status: 'failed', detail });

/** The first line of what went wrong, without addresses that hold passwords. */
export function reasonOf(error: unknown): string {
  const { message = '', code } = (error ?? {}) as { message?: string; code?: string };
  const text = message.trim().split('\n')[0] || code || String(error);
  return text.replace(/\/\/[^/@\s]*@/g, '//…@').replace(/\.$/, '');
}
