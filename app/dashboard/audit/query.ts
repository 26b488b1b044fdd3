import { z } from 'zod';
import { textParameter } from '@/lib/http/query';

const day = z.iso.date().optional().catch(undefined);

/** What the audit log may be searched by; what is no such thing is left out. */
export const auditQuery = {
  actor: textParameter,
  action: z
    .string()
    .trim()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{1,60})?$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  cursor: textParameter,
};
