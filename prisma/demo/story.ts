import type { CreatePlanInput } from '@/lib/plans';
import type { CreateProviderInput, UpdateProviderInput } from '@/lib/tenants';

/** How long the demo's past is. */
export const DEMO_DAYS = 90;

/** When a customer calls: on working days, all the time, or in the evening and at weekends. */
export type Rhythm = 'office' | 'machine' | 'consumer';

export interface DemoEndpoint {
  name: string;
  latencyMs: number;
  /** Share of calls that the caller gets wrong. */
  clientErrors: number;
}

export interface DemoCustomer {
  externalId: string;
  name: string;
  contact: string;
  address: { city?: string; state?: string; country: string };
  taxId?: string;
  plan: string;
  /** Days before the end of the demo. */
  signedUp: number;
  callsPerDay: number;
  /** Asks for many things in one call: so many units, each counted. */
  batchUnits?: number;
  /** How many times as many calls at the end as at the start. */
  growth: number;
  rhythm: Rhythm;
  /** Moves to a dearer plan, so many days before the end. */
  upgrade?: { plan: string; daysBefore: number };
  /** Leaves, so many days before the end. */
  leaves?: number;
  /** Does not pay what is invoiced. */
  isLatePayer?: boolean;
  /** Uses of the second meter a day, and the units of each. */
  bulk?: { perDay: number; units: number };
}

export interface DemoProvider {
  input: CreateProviderInput;
  settings: Partial<UpdateProviderInput>;
  meter?: { slug: string; name: string; unit: string };
  plans: CreatePlanInput[];
  endpoints: (DemoEndpoint & { weight: number })[];
  /** One of ten calls of those who call in batches. */
  batchEndpoint: DemoEndpoint;
  bulkEndpoint?: string;
  /** The first one's portal is shown. */
  customers: DemoCustomer[];
}

/** Whoever runs the demo signs in with these; they open nothing but the demo. */
export const DEMO_OWNER = { email: 'demo@tollgate.example', name: 'Demo Owner', password: 'tollgate-demo' };
export const DEMO_PASSWORD = DEMO_OWNER.password;
