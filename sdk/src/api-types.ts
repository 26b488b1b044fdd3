/* Made from the OpenAPI document by api-types.test.ts; update with `npx vitest -u`. */

/**
 * What a quantity of one meter costs in one period.
 */
export type Price =
  | {
      model: 'standard';
      /**
       * Slug of the meter that is priced.
       */
      meter: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Price of one unit, in major units.
       */
      unitPrice: string;
    }
  | {
      model: 'graduated';
      /**
       * Slug of the meter that is priced.
       */
      meter: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Tiers in ascending order of `upTo`; the last is null.
       */
      tiers: PriceTier[];
    }
  | {
      model: 'volume';
      /**
       * Slug of the meter that is priced.
       */
      meter: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Tiers in ascending order of `upTo`; the last is null.
       */
      tiers: PriceTier[];
    }
  | {
      model: 'package';
      /**
       * Slug of the meter that is priced.
       */
      meter: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Units in one package.
       */
      packageSize: string;
      /**
       * Price of one package, in major units.
       */
      packagePrice: string;
    }
  | {
      model: 'percentage';
      /**
       * Slug of the meter that is priced.
       */
      meter: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Per cent of the quantity.
       */
      ratePercent: string;
      /**
       * Per event, in major units. Default 0.
       */
      fixedFee?: string;
    };
/**
 * What a quantity of one meter costs in one period.
 */
export type PriceInput =
  | {
      model: 'standard';
      /**
       * Slug of the meter that is priced.
       */
      meter?: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Price of one unit, in major units.
       */
      unitPrice: string;
    }
  | {
      model: 'graduated';
      /**
       * Slug of the meter that is priced.
       */
      meter?: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Tiers in ascending order of `upTo`; the last is null.
       */
      tiers: PriceTier[];
    }
  | {
      model: 'volume';
      /**
       * Slug of the meter that is priced.
       */
      meter?: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Tiers in ascending order of `upTo`; the last is null.
       */
      tiers: PriceTier[];
    }
  | {
      model: 'package';
      /**
       * Slug of the meter that is priced.
       */
      meter?: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Units in one package.
       */
      packageSize: string;
      /**
       * Price of one package, in major units.
       */
      packagePrice: string;
    }
  | {
      model: 'percentage';
      /**
       * Slug of the meter that is priced.
       */
      meter?: string;
      /**
       * Free units, before any other rule. Default 0.
       */
      included?: string;
      convert?: PriceConversion;
      /**
       * The charge is never less, in major units.
       */
      minimumSpend?: string;
      /**
       * The charge is never more, in major units.
       */
      maximumSpend?: string;
      /**
       * Per cent of the quantity.
       */
      ratePercent: string;
      /**
       * Per event, in major units. Default 0.
       */
      fixedFee?: string;
    };
export type QuoteCoupon =
  | {
      kind: 'fixed';
      /**
       * Decimal string, zero or more.
       */
      amount: string;
    }
  | {
      kind: 'percent';
      /**
       * Per cent, 0 to 100, as a decimal string.
       */
      percent: string;
    };

export interface Operations {
  /**
   * May this call go ahead? Count it if so
   */
  'POST /verify': {
    params: Record<string, never>;
    query?: undefined;
    body: VerifyRequest;
    response: VerifyResponse;
  };
  /**
   * What verified calls really cost
   */
  'POST /settle': {
    params: Record<string, never>;
    query?: undefined;
    body: SettleRequest;
    response: SettleResponse;
  };
  /**
   * Record usage that already happened
   */
  'POST /events': {
    params: Record<string, never>;
    query?: undefined;
    body: UsageEvent | UsageEvent[];
    response: EventsResponse;
  };
  /**
   * Verify for gateways
   */
  'GET /auth-request': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: VerifyResponse;
  };
  /**
   * Reserve calls to decide without asking
   */
  'POST /leases/grant': {
    params: Record<string, never>;
    query?: undefined;
    body: LeaseRequest;
    response: LeaseResponse;
  };
  /**
   * What became of a lease
   */
  'POST /leases/settle': {
    params: Record<string, never>;
    query?: undefined;
    body: SettleLeaseRequest;
    response: SettleLeaseResponse;
  };
  /**
   * Usage by time and dimension
   */
  'GET /usage': {
    params: Record<string, never>;
    query?: {
      /**
       * `cus_…` or `ext:<externalId>`; all customers when left out.
       */
      customer?: string;
      meter?: string;
      /**
       * From this instant on (inclusive). Default: 30 days before `to`.
       */
      from?: string;
      /**
       * Up to this instant (exclusive). Default: now.
       */
      to?: string;
      granularity?: 'hour' | 'day' | 'month' | 'total';
      groupBy?: 'endpoint' | 'customer' | 'key' | 'status';
    };
    body?: undefined;
    response: Usage;
  };
  /**
   * List plans
   */
  'GET /plans': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * Only archived plans, or only those that are not; both when absent.
       */
      archived?: 'true' | 'false';
    };
    body?: undefined;
    response: {
      data: Plan[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a plan
   */
  'POST /plans': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      slug: string;
      name: string;
      description?: string;
      /**
       * Bullet points for the pricing page.
       */
      features?: string[];
      /**
       * False: only the provider can put a customer on it.
       */
      public?: boolean;
      highlighted?: boolean;
      /**
       * True: who signs up gives a card first. The provider puts anybody on it without one.
       */
      requiresCard?: boolean;
      /**
       * Order on the pricing page, smallest first.
       */
      position?: number;
      /**
       * ISO 4217 code.
       */
      currency: string;
      /**
       * How often the base price is due; quotas are monthly always.
       */
      interval: 'month' | 'year';
      /**
       * Per interval, in advance: a decimal string in the major unit.
       */
      basePrice: string;
      trialDays?: number;
      /**
       * At most one price a meter.
       */
      prices?: PriceInput[];
      rateLimit?: RateLimit | null;
      /**
       * At most one quota a meter.
       */
      quotas?: QuotaInput[];
      /**
       * Prepaid: calls draw on credits and stop without.
       */
      billing?: 'postpaid' | 'prepaid';
      proration?: 'time' | 'usage_or_time' | 'none';
      /**
       * Which calls are billed, by the status they settle with: those below 500, below 400, or all.
       */
      chargeableStatus?: 'below_500' | 'below_400' | 'all';
      taxCode?: string | null;
    };
    response: Plan;
  };
  /**
   * Get a plan
   */
  'GET /plans/{slug}': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    body?: undefined;
    response: Plan;
  };
  /**
   * Change a plan’s presentation
   */
  'PATCH /plans/{slug}': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    body?: {
      name?: string;
      description?: string;
      /**
       * Bullet points for the pricing page.
       */
      features?: string[];
      /**
       * False: only the provider can put a customer on it.
       */
      public?: boolean;
      highlighted?: boolean;
      /**
       * True: who signs up gives a card first. The provider puts anybody on it without one.
       */
      requiresCard?: boolean;
      /**
       * Order on the pricing page, smallest first.
       */
      position?: number;
    };
    response: Plan;
  };
  /**
   * List a plan’s versions
   */
  'GET /plans/{slug}/versions': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: PlanVersion[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a plan version
   */
  'POST /plans/{slug}/versions': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    /**
     * What is absent is taken over from the current version; lists are replaced whole.
     */
    body?: {
      /**
       * Per interval, in advance: a decimal string in the major unit.
       */
      basePrice?: string;
      trialDays?: number;
      /**
       * At most one price a meter.
       */
      prices?: PriceInput[];
      rateLimit?: RateLimit | null;
      /**
       * At most one quota a meter.
       */
      quotas?: QuotaInput[];
      /**
       * Prepaid: calls draw on credits and stop without.
       */
      billing?: 'postpaid' | 'prepaid';
      proration?: 'time' | 'usage_or_time' | 'none';
      /**
       * Which calls are billed, by the status they settle with: those below 500, below 400, or all.
       */
      chargeableStatus?: 'below_500' | 'below_400' | 'all';
      taxCode?: string | null;
    };
    response: Plan;
  };
  /**
   * Move subscribers to a version
   */
  'POST /plans/{slug}/migrate': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    body: {
      toVersion: number;
      when: 'now' | 'period_end';
      /**
       * Only these; all when absent.
       *
       * Items: A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customers?: string[];
    };
    response: {
      plan: string;
      toVersion: number;
      when: 'now' | 'period_end';
      /**
       * How many subscriptions were moved or scheduled to move.
       */
      migrated: number;
    };
  };
  /**
   * Archive a plan
   */
  'POST /plans/{slug}/archive': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    body?: undefined;
    response: Plan;
  };
  /**
   * List a plan’s invitations
   */
  'GET /plans/{slug}/invitations': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: PlanInvitation[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Invite to a private plan
   */
  'POST /plans/{slug}/invitations': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
    };
    query?: undefined;
    body?: {
      /**
       * The one address that may sign up by it; any when absent.
       */
      email?: string;
      /**
       * The first instant at which it no longer works.
       */
      expiresAt?: string;
      /**
       * How many customers may sign up by it.
       */
      maxUses?: number;
    };
    response: NewPlanInvitation;
  };
  /**
   * Revoke an invitation
   */
  'DELETE /plans/{slug}/invitations/{invitation}': {
    params: {
      /**
       * The plan’s slug.
       */
      slug: string;
      /**
       * An invitation: `pin_…`.
       */
      invitation: string;
    };
    query?: undefined;
    body?: undefined;
    response: PlanInvitation;
  };
  /**
   * List meters
   */
  'GET /meters': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: Meter[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a meter
   */
  'POST /meters': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      slug: string;
      name: string;
      unit: string;
      aggregation: 'sum' | 'count' | 'max' | 'unique';
      /**
       * For `unique`: the event property whose distinct values count.
       */
      property?: string | null;
      /**
       * The CloudEvents `type` that this meter takes; unique.
       */
      eventType?: string | null;
    };
    response: Meter;
  };
  /**
   * Price anything, change nothing
   */
  'POST /quote': {
    params: Record<string, never>;
    query?: undefined;
    body: QuoteRequest;
    response: QuoteResponse;
  };
  /**
   * What a pricing page shows
   */
  'GET /public/{providerSlug}/plans': {
    params: {
      providerSlug: string;
    };
    query?: {
      /**
       * Token of an invitation to a private plan.
       */
      invite?: string;
    };
    body?: undefined;
    response: {
      provider: {
        slug: string;
        name: string;
        currency: string;
        timezone: string;
        country: string;
        sandbox: boolean;
        branding: {
          tagline?: string;
          logoUrl?: string;
          websiteUrl?: string;
          /**
           * Where customers call the API; the first snippet that they copy calls it.
           */
          apiUrl?: string;
          color?: string;
        };
      };
      data: PublicPlan[];
      nextCursor: null;
    };
  };
  /**
   * List customers
   */
  'GET /customers': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * Part of a name, an e-mail address or an external id.
       */
      search?: string;
      status?: 'active' | 'suspended';
      /**
       * Exactly this external id.
       */
      externalId?: string;
      /**
       * Exactly this e-mail address, in either case.
       */
      email?: string;
    };
    body?: undefined;
    response: {
      data: Customer[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a customer
   */
  'POST /customers': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      externalId?: string | null;
      name: string;
      email: string;
      /**
       * GSTIN, VAT number or the like.
       */
      taxId?: string | null;
      address?: Address | null;
      /**
       * IANA time zone for the customer’s own displays.
       */
      timezone?: string | null;
      /**
       * `sez`: a unit or developer of a special economic zone of India, supplied at zero. `exempt`: holds a certificate of exemption from the provider’s named tax rates; no effect on GST.
       */
      taxTreatment?: 'standard' | 'sez' | 'exempt';
      /**
       * Whatever the provider wants kept with the customer: up to 50 entries.
       */
      metadata?: {
        [k: string]: string | number | boolean;
      };
    };
    response: Customer;
  };
  /**
   * Get a customer
   */
  'GET /customers/{id}': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Customer;
  };
  /**
   * Change a customer
   */
  'PATCH /customers/{id}': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      externalId?: string | null;
      name?: string;
      email?: string;
      /**
       * GSTIN, VAT number or the like.
       */
      taxId?: string | null;
      address?: Address | null;
      /**
       * IANA time zone for the customer’s own displays.
       */
      timezone?: string | null;
      /**
       * `sez`: a unit or developer of a special economic zone of India, supplied at zero. `exempt`: holds a certificate of exemption from the provider’s named tax rates; no effect on GST.
       */
      taxTreatment?: 'standard' | 'sez' | 'exempt';
      /**
       * Whatever the provider wants kept with the customer: up to 50 entries.
       */
      metadata?: {
        [k: string]: string | number | boolean;
      };
    };
    response: Customer;
  };
  /**
   * Delete a customer
   */
  'DELETE /customers/{id}': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: {
      id: string;
      deleted: true;
    };
  };
  /**
   * Suspend a customer
   */
  'POST /customers/{id}/suspend': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Customer;
  };
  /**
   * Reactivate a customer
   */
  'POST /customers/{id}/reactivate': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Customer;
  };
  /**
   * Set a customer’s budget
   */
  'PUT /customers/{id}/budget': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * The most that one period may cost, in minor units; null lifts the stop.
       */
      amount: number | null;
      /**
       * Percentages of the amount at which to warn; kept as they are when absent.
       */
      alertsAt?: number[];
    };
    response: Budget;
  };
  /**
   * Get a customer’s mail settings
   */
  'GET /customers/{id}/mail-settings': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: MailSettings;
  };
  /**
   * Set a customer’s mail settings
   */
  'PUT /customers/{id}/mail-settings': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      /**
       * Where invoices and news of payments go; empty: to the customer’s own address.
       */
      invoiceEmails?: string[];
      /**
       * Whether mails tell of quotas and budgets that fill up.
       */
      alerts?: boolean;
    };
    response: MailSettings;
  };
  /**
   * List a customer’s keys
   */
  'GET /customers/{id}/keys': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: Key[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a key
   */
  'POST /customers/{id}/keys': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      name?: string;
      /**
       * What the key may be used for; verify names what it needs.
       */
      scopes?: string[];
      /**
       * From this instant on the key is refused.
       */
      expiresAt?: string | null;
      /**
       * Only from these ranges; empty allows all.
       */
      ipAllowList?: string[];
      /**
       * Beside the plan’s limit; the tighter one decides.
       */
      rateLimit?: RateLimit | null;
      quota?: (KeyQuota | number) | null;
      /**
       * The most that the key may cost in one period, in minor units.
       */
      spendLimit?: number | null;
    };
    response: NewKey;
  };
  /**
   * Get a key
   */
  'GET /keys/{id}': {
    params: {
      /**
       * `key_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Key;
  };
  /**
   * Change a key
   */
  'PATCH /keys/{id}': {
    params: {
      /**
       * `key_…`
       */
      id: string;
    };
    query?: undefined;
    body?: {
      name?: string;
      /**
       * What the key may be used for; verify names what it needs.
       */
      scopes?: string[];
      /**
       * From this instant on the key is refused.
       */
      expiresAt?: string | null;
      /**
       * Only from these ranges; empty allows all.
       */
      ipAllowList?: string[];
      /**
       * Beside the plan’s limit; the tighter one decides.
       */
      rateLimit?: RateLimit | null;
      quota?: (KeyQuota | number) | null;
      /**
       * The most that the key may cost in one period, in minor units.
       */
      spendLimit?: number | null;
    };
    response: Key;
  };
  /**
   * Revoke a key
   */
  'DELETE /keys/{id}': {
    params: {
      /**
       * `key_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Key;
  };
  /**
   * Rotate a key
   */
  'POST /keys/{id}/rotate': {
    params: {
      /**
       * `key_…`
       */
      id: string;
    };
    query?: undefined;
    body?: {
      /**
       * How long the old secret works on; 0 ends it at once.
       */
      graceSeconds?: number;
    };
    response: NewKey;
  };
  /**
   * A customer’s subscription
   */
  'GET /customers/{id}/subscription': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Subscription;
  };
  /**
   * Put a customer on a plan
   */
  'POST /customers/{id}/subscription': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Slug of the plan.
       */
      plan: string;
      /**
       * When it starts, past or future; now when absent. Periods are counted from that local day.
       */
      startAt?: string;
      /**
       * In place of the plan’s own trial.
       */
      trialDays?: number;
      /**
       * Code of a coupon.
       */
      coupon?: string;
    };
    response: Subscription;
  };
  /**
   * Move a customer to another plan
   */
  'PATCH /customers/{id}/subscription': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Slug of the plan to move to. The present one takes back a planned change or cancellation.
       */
      plan: string;
      /**
       * Default: a dearer plan now, a cheaper one at the end of the period.
       */
      when?: 'now' | 'period_end';
    };
    response: Subscription;
  };
  /**
   * End a subscription
   */
  'DELETE /customers/{id}/subscription': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: {
      /**
       * At once, or when the period ends that was paid for (default).
       */
      when?: 'now' | 'period_end';
    };
    body?: undefined;
    response: Subscription;
  };
  /**
   * What a start or change of plan would cost today
   */
  'POST /customers/{id}/subscription/preview': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Slug of the plan.
       */
      plan: string;
      /**
       * When it starts, past or future; now when absent. Periods are counted from that local day.
       */
      startAt?: string;
      /**
       * In place of the plan’s own trial.
       */
      trialDays?: number;
      /**
       * Code of a coupon.
       */
      coupon?: string;
      /**
       * For a change of plan.
       */
      when?: 'now' | 'period_end';
    };
    response: SubscriptionPreview;
  };
  /**
   * A customer’s prepaid credits
   */
  'GET /customers/{id}/credits': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Credits;
  };
  /**
   * Give a customer prepaid credits
   */
  'POST /customers/{id}/credits': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Whole minor units of the currency.
       */
      amount: number;
      /**
       * The first instant at which it is worth nothing.
       */
      expiresAt?: string | null;
      /**
       * Lower burns first. Default 0.
       */
      priority?: number;
      reason: string;
      recurring?: {
        /**
         * How often: at local midnight of the day of the grant (the last day of a shorter month).
         */
        interval: 'month' | 'year';
        /**
         * True: what is left goes when the amount comes again. False: it rolls over.
         */
        reset?: boolean;
      } | null;
    };
    response: CreditGrant;
  };
  /**
   * End a grant of credits
   */
  'DELETE /customers/{id}/credits/{grant}': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
      /**
       * A grant: `crd_…`.
       */
      grant: string;
    };
    query?: undefined;
    body?: undefined;
    response: CreditGrant;
  };
  /**
   * Make a link into a customer’s portal
   */
  'POST /portal-sessions': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer: string;
      /**
       * Where the portal’s way back leads: your own page.
       */
      returnUrl?: string;
    };
    response: PortalSession;
  };
  /**
   * List coupons
   */
  'GET /coupons': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: Coupon[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a coupon
   */
  'POST /coupons': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * What customers enter; upper and lower case are the same.
       */
      code: string;
      kind: 'fixed' | 'percent';
      /**
       * Of a fixed one: whole minor units, or a decimal string in the major unit.
       */
      amount?: number | string;
      /**
       * Per cent, 0 to 100, as a decimal string.
       */
      percent?: string;
      /**
       * How long it takes effect: on one invoice, on all, or for so many months.
       */
      duration:
        | ('once' | 'forever')
        | {
            months: number;
          };
      maxRedemptions?: number | null;
      /**
       * From then on it can no longer be redeemed.
       */
      expiresAt?: string | null;
      /**
       * Slugs of the plans it is for; all when absent.
       */
      plans?: string[];
    };
    response: Coupon;
  };
  /**
   * The invoice if the period ended now
   */
  'GET /customers/{id}/invoices/upcoming': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: UpcomingInvoice;
  };
  /**
   * List invoices
   */
  'GET /invoices': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer?: string;
      status?: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
      /**
       * Issued (a draft: made) from this instant on.
       */
      from?: string;
      /**
       * Issued (a draft: made) before this instant.
       */
      to?: string;
    };
    body?: undefined;
    response: {
      data: Invoice[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * An invoice
   */
  'GET /invoices/{id}': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Invoice;
  };
  /**
   * An invoice as a PDF
   */
  'GET /invoices/{id}/pdf': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Uint8Array;
  };
  /**
   * How an invoice came about
   */
  'GET /invoices/{id}/explain': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A line of usage, whose single uses are wanted too.
       */
      line?: string;
      /**
       * `csv`: one row a line, day and endpoint, whole, without pages.
       */
      format?: 'json' | 'csv';
      /**
       * Of a CSV: one row a single use, with its id.
       */
      events?: 'true' | 'false';
    };
    body?: undefined;
    response: InvoiceExplanation;
  };
  /**
   * Make a draft final now
   */
  'POST /invoices/{id}/finalize': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Invoice;
  };
  /**
   * Void a final invoice
   */
  'POST /invoices/{id}/void': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      reason?: string;
    };
    response: Invoice;
  };
  /**
   * Give up on an open invoice
   */
  'POST /invoices/{id}/write-off': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      reason?: string;
    };
    response: Invoice;
  };
  /**
   * Note that an invoice was paid elsewhere
   */
  'POST /invoices/{id}/mark-paid': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: {
      /**
       * The bank’s or your own reference of the payment.
       */
      reference?: string;
      /**
       * Now when absent.
       */
      paidAt?: string;
    };
    response: Invoice;
  };
  /**
   * An invoice’s credit notes
   */
  'GET /invoices/{id}/credit-notes': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer?: string;
    };
    body?: undefined;
    response: {
      data: CreditNote[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Take an invoice back, in part or whole
   */
  'POST /invoices/{id}/credit-notes': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * What is taken back in all, tax included: whole minor units. In place of `lines`.
       */
      amount?: number;
      /**
       * Lines that are taken back, in part or whole; their tax goes with them.
       */
      lines?: {
        /**
         * Id of a line of the invoice.
         */
        line: string;
        /**
         * Of it, without tax; the whole line when absent.
         */
        amount?: number;
      }[];
      reason: string;
      /**
       * Give back what was paid by card instead of turning it into credits. Default false.
       */
      refund?: boolean;
    };
    response: CreditNote;
  };
  /**
   * Credit notes
   */
  'GET /credit-notes': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer?: string;
    };
    body?: undefined;
    response: {
      data: CreditNote[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * A credit note
   */
  'GET /credit-notes/{id}': {
    params: {
      /**
       * A credit note: `cn_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: CreditNote;
  };
  /**
   * A credit note as a PDF
   */
  'GET /credit-notes/{id}/pdf': {
    params: {
      /**
       * A credit note: `cn_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Uint8Array;
  };
  /**
   * Your account
   */
  'GET /provider': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: Provider;
  };
  /**
   * Change your settings
   */
  'PATCH /provider': {
    params: Record<string, never>;
    query?: undefined;
    body?: {
      name?: string;
      /**
       * Of the owner, who signs in with it.
       */
      email?: string;
      /**
       * IANA time zone.
       */
      timezone?: string;
      /**
       * ISO 3166-1 alpha-2 code.
       */
      country?: string;
      keyPrefix?: string;
      state?: string | null;
      taxId?: string | null;
      address?: Address | null;
      /**
       * How long drafts wait for late events.
       */
      graceHours?: number;
      /**
       * After how many days an invoice is due.
       */
      paymentDays?: number;
      /**
       * What verify answers while the counters are away.
       */
      gaugeFailure?: 'allow' | 'deny';
      branding?: {
        tagline?: string;
        logoUrl?: string;
        websiteUrl?: string;
        /**
         * Where customers call the API; the first snippet that they copy calls it.
         */
        apiUrl?: string;
        color?: string;
      };
      /**
       * A PNG or JPEG as a data URL, at most 256 KB; null takes it away.
       */
      logo?: string | null;
      taxSettings?: TaxSettingsInput;
      paperSettings?: PaperSettings;
    };
    response: Provider;
  };
  /**
   * Get the description of your API
   */
  'GET /api-document': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: ApiDocument;
  };
  /**
   * Publish the description of your API
   */
  'PUT /api-document': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * An OpenAPI 3 document: the object itself, or its text in JSON or YAML. At most 900000 bytes as JSON; every $ref within it.
       */
      document:
        | {
            [k: string]: unknown;
          }
        | string;
    };
    response: ApiDocument;
  };
  /**
   * Take the description of your API away
   */
  'DELETE /api-document': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: {
      deleted: true;
    };
  };
  /**
   * List webhook endpoints
   */
  'GET /webhook-endpoints': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
    };
    body?: undefined;
    response: {
      data: WebhookEndpoint[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Create a webhook endpoint
   */
  'POST /webhook-endpoints': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * Where events are sent: https, on the public internet. Sandboxes may use http.
       */
      url: string;
      /**
       * What it is told of; `*` for everything, also what will be added later.
       */
      events: (
        | 'customer.created'
        | 'key.created'
        | 'key.rotated'
        | 'key.revoked'
        | 'subscription.created'
        | 'subscription.changed'
        | 'subscription.cancelled'
        | 'subscription.past_due'
        | 'usage.threshold_reached'
        | 'quota.exceeded'
        | 'budget.reached'
        | 'invoice.created'
        | 'invoice.finalized'
        | 'invoice.paid'
        | 'invoice.payment_failed'
        | 'invoice.voided'
        | 'credit_note.created'
        | '*'
      )[];
      description?: string;
    };
    response: NewWebhookEndpoint;
  };
  /**
   * Get a webhook endpoint
   */
  'GET /webhook-endpoints/{id}': {
    params: {
      /**
       * `whk_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: WebhookEndpoint;
  };
  /**
   * Change, enable or disable a webhook endpoint
   */
  'PATCH /webhook-endpoints/{id}': {
    params: {
      /**
       * `whk_…`
       */
      id: string;
    };
    query?: undefined;
    body?: {
      /**
       * Where events are sent: https, on the public internet. Sandboxes may use http.
       */
      url?: string;
      /**
       * What it is told of; `*` for everything, also what will be added later.
       */
      events?: (
        | 'customer.created'
        | 'key.created'
        | 'key.rotated'
        | 'key.revoked'
        | 'subscription.created'
        | 'subscription.changed'
        | 'subscription.cancelled'
        | 'subscription.past_due'
        | 'usage.threshold_reached'
        | 'quota.exceeded'
        | 'budget.reached'
        | 'invoice.created'
        | 'invoice.finalized'
        | 'invoice.paid'
        | 'invoice.payment_failed'
        | 'invoice.voided'
        | 'credit_note.created'
        | '*'
      )[];
      description?: string;
      /**
       * A disabled endpoint is sent nothing; what happens meanwhile is not kept for it.
       */
      status?: 'enabled' | 'disabled';
    };
    response: WebhookEndpoint;
  };
  /**
   * Delete a webhook endpoint
   */
  'DELETE /webhook-endpoints/{id}': {
    params: {
      /**
       * `whk_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: {
      id: string;
      deleted: true;
    };
  };
  /**
   * Rotate a webhook endpoint’s secret
   */
  'POST /webhook-endpoints/{id}/rotate-secret': {
    params: {
      /**
       * `whk_…`
       */
      id: string;
    };
    query?: undefined;
    body?: {
      /**
       * How long the old secret signs as well, beside the new one; 0 ends it at once.
       */
      overlapSeconds?: number;
    };
    response: NewWebhookEndpoint;
  };
  /**
   * List webhook deliveries
   */
  'GET /webhook-deliveries': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * Id of an endpoint.
       */
      endpoint?: string;
      status?: 'pending' | 'delivered' | 'failed';
      type?:
        | 'customer.created'
        | 'key.created'
        | 'key.rotated'
        | 'key.revoked'
        | 'subscription.created'
        | 'subscription.changed'
        | 'subscription.cancelled'
        | 'subscription.past_due'
        | 'usage.threshold_reached'
        | 'quota.exceeded'
        | 'budget.reached'
        | 'invoice.created'
        | 'invoice.finalized'
        | 'invoice.paid'
        | 'invoice.payment_failed'
        | 'invoice.voided'
        | 'credit_note.created';
    };
    body?: undefined;
    response: {
      data: WebhookDelivery[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Get a webhook delivery
   */
  'GET /webhook-deliveries/{id}': {
    params: {
      /**
       * `whd_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: WebhookDeliveryDetail;
  };
  /**
   * Send a webhook delivery again
   */
  'POST /webhook-deliveries/{id}/redeliver': {
    params: {
      /**
       * `whd_…`
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: WebhookDelivery;
  };
  /**
   * Charge an invoice to the customer’s card
   */
  'POST /invoices/{id}/pay': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: Invoice;
  };
  /**
   * An invoice’s payments, and where it can be paid
   */
  'GET /invoices/{id}/payments': {
    params: {
      /**
       * An invoice: `inv_…`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: InvoicePayments;
  };
  /**
   * Payments
   */
  'GET /payments': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer?: string;
      status?: 'created' | 'open' | 'processing' | 'requires_action' | 'succeeded' | 'failed' | 'cancelled';
      purpose?: 'invoice' | 'top_up';
    };
    body?: undefined;
    response: {
      data: Payment[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Disputes
   */
  'GET /disputes': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      customer?: string;
    };
    body?: undefined;
    response: {
      data: Dispute[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * A customer’s cards
   */
  'GET /customers/{id}/payment-methods': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: {
      data: PaymentMethod[];
    };
  };
  /**
   * Have a customer enter a card
   */
  'POST /customers/{id}/payment-methods': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Where the customer comes back to; `{CHECKOUT_SESSION_ID}` in it is replaced.
       */
      returnUrl: string;
    };
    response: HostedPage;
  };
  /**
   * Charge this card from now on
   */
  'POST /payment-methods/{id}/default': {
    params: {
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: {
      data: PaymentMethod[];
    };
  };
  /**
   * Remove a card
   */
  'DELETE /payment-methods/{id}': {
    params: {
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: {
      data: PaymentMethod[];
    };
  };
  /**
   * Have a customer buy prepaid credits
   */
  'POST /customers/{id}/top-ups': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      /**
       * Whole minor units of the currency.
       */
      amount: number;
      /**
       * Where the customer comes back to; `{CHECKOUT_SESSION_ID}` in it is replaced.
       */
      returnUrl: string;
    };
    response: HostedPage;
  };
  /**
   * Buy credits when the balance falls
   */
  'PUT /customers/{id}/auto-top-up': {
    params: {
      /**
       * A customer: `cus_…`, or the provider’s own id as `ext:<externalId>`.
       */
      id: string;
    };
    query?: undefined;
    body: {
      terms: {
        /**
         * Below this balance credits are bought.
         */
        threshold: number;
        /**
         * How much at a time: whole minor units of the currency.
         */
        amount: number;
        /**
         * The most in a calendar month; null for no cap.
         */
        monthlyCap: number | null;
      } | null;
    };
    response: AutoTopUp;
  };
  /**
   * How customers pay
   */
  'GET /payment-settings': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: PaymentSettings;
  };
  /**
   * Change what happens when a payment fails
   */
  'PATCH /payment-settings': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      dunning: {
        waitDays?: number[];
        graceDays?: number | null;
        withoutCard?: 'wait' | 'pursue';
      };
    };
    response: PaymentSettings;
  };
  /**
   * What Stripe told
   */
  'GET /stripe-events': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      status?: 'received' | 'handled' | 'ignored' | 'failed' | 'dead';
    };
    body?: undefined;
    response: {
      data: StripeEvent[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
  /**
   * Handle an event of Stripe’s again
   */
  'POST /stripe-events/{id}/replay': {
    params: {
      id: string;
    };
    query?: undefined;
    body?: undefined;
    response: StripeEvent;
  };
  /**
   * Where the clock stands
   */
  'GET /clock': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: Clock;
  };
  /**
   * Move a sandbox’s clock
   */
  'PUT /clock': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * Where the clock shall stand. Forward only, once the sandbox has customers.
       */
      now: string;
    };
    response: MovedClock;
  };
  /**
   * See what you earn, and what moved it
   */
  'GET /revenue': {
    params: Record<string, never>;
    query?: {
      /**
       * From this instant on; a date is its midnight in your time zone. Default: 30 days before `to`.
       */
      from?: string;
      /**
       * Before this instant. Default: now; the future is cut off at now.
       */
      to?: string;
      /**
       * Amounts of this currency alone; default: yours. Currencies are never added up.
       */
      currency?: string;
    };
    body?: undefined;
    response: Revenue;
  };
  /**
   * Try a price on what your customers really used
   */
  'POST /rehearsals': {
    params: Record<string, never>;
    query?: undefined;
    body: {
      /**
       * The plan’s slug.
       */
      plan: string;
      /**
       * The price to try; what is absent stays as it is. Lists are replaced whole.
       */
      draft: {
        /**
         * Per interval, in advance: a decimal string in the major unit.
         */
        basePrice?: string;
        /**
         * At most one price a meter.
         */
        prices?: PriceInput[];
        /**
         * At most one quota a meter.
         */
        quotas?: QuotaInput[];
      };
      /**
       * How many of each subscriber’s last closed windows of usage to look at.
       */
      months?: number;
    };
    response: Rehearsal;
  };
  /**
   * Prove that every call is counted and billed once
   */
  'GET /reconciliation': {
    params: Record<string, never>;
    query?: undefined;
    body?: undefined;
    response: Reconciliation;
  };
  /**
   * Who changed what, when
   */
  'GET /audit': {
    params: Record<string, never>;
    query?: {
      /**
       * How many rows, 1 to 100.
       */
      limit?: number;
      /**
       * `nextCursor` of the page before.
       */
      cursor?: string;
      /**
       * Id or name of who acted.
       */
      actor?: string;
      /**
       * An action such as `key.revoked`, or `key` for all of that noun.
       */
      action?: string;
      /**
       * Only what concerned this customer (`cus_…`).
       */
      customer?: string;
      /**
       * From this instant on; a date is its midnight in the provider’s time zone.
       */
      from?: string;
      /**
       * Before this instant.
       */
      to?: string;
    };
    body?: undefined;
    response: {
      data: AuditEntry[];
      /**
       * Pass as `cursor` for the next page; null on the last.
       */
      nextCursor: string | null;
    };
  };
}
export interface VerifyRequest {
  /**
   * The customer's key, as your API received it.
   */
  key?: string;
  /**
   * For providers with keys of their own: `cus_…` or `ext:<externalId>`, in place of `key`.
   */
  customer?: string;
  /**
   * How many units the call takes.
   */
  cost?: number | string;
  meter?: string;
  /**
   * For the usage report: `GET /forecast/:city`.
   */
  endpoint?: string;
  /**
   * The caller's address; needed where a key has an allow-list.
   */
  ip?: string;
  /**
   * Scopes that the key must have.
   */
  scopes?: string[];
  /**
   * Repeats within 24 h get the first answer.
   */
  idempotencyKey?: string;
  /**
   * Decide, but consume and count nothing.
   */
  dryRun?: boolean;
}
export interface VerifyResponse {
  /**
   * Of the counted use, for `settle`; null when nothing was counted.
   */
  id: string | null;
  allowed: boolean;
  code:
    | 'ok'
    | 'invalid_key'
    | 'key_revoked'
    | 'key_expired'
    | 'ip_not_allowed'
    | 'scope_missing'
    | 'customer_suspended'
    | 'no_subscription'
    | 'past_due'
    | 'rate_limited'
    | 'quota_exceeded'
    | 'spend_limit_reached'
    | 'credits_exhausted';
  customer: {
    id: string;
    externalId: string | null;
    name: string;
  } | null;
  plan: string | null;
  keyId: string | null;
  rateLimit: {
    limit: number;
    remaining: number;
    /**
     * When the next call will be let through if none remain; else when all of the limit is back.
     */
    resetAt: string;
    windowSeconds: number;
  } | null;
  quota: {
    limit: number | null;
    used: number;
    remaining: number | null;
    resetAt: string;
    hard: boolean;
  } | null;
  /**
   * What usage costs in this period so far, in minor units, and the budget on it.
   */
  spend: {
    currency: string;
    amount: number;
    limit: number | null;
  } | null;
  /**
   * True when the live counters were away and the call was let through.
   */
  degraded?: boolean;
}
export interface SettleRequest {
  settlements: {
    /**
     * The `id` that verify gave.
     */
    id: string;
    /**
     * What the call really cost; 0 releases it.
     */
    cost: number | string;
    status?: number;
    latencyMs?: number;
    endpoint?: string;
  }[];
}
export interface SettleResponse {
  settled: number;
  /**
   * Calls that had been settled before: the first settlement wins.
   */
  unchanged: number;
  rejected: {
    index: number;
    code: 'unknown_id';
  }[];
}
export interface UsageEvent {
  /**
   * Yours, unique per provider; remembered for as long as the event is.
   */
  id: string;
  /**
   * `cus_…` or `ext:<externalId>`.
   */
  customer?: string;
  key?: string;
  meter?: string;
  /**
   * A JSON number or a decimal string, zero or more.
   */
  quantity?: number | string;
  endpoint?: string;
  /**
   * When it happened. Default: now. At most 400 days old, at most 10 minutes ahead.
   */
  timestamp?: string;
  status?: number;
  latencyMs?: number;
  properties?: {
    [k: string]: string | number | boolean;
  };
}
export interface EventsResponse {
  accepted: number;
  duplicates: number;
  rejected: {
    index: number;
    id: string | null;
    code:
      | 'unknown_customer'
      | 'unknown_meter'
      | 'unknown_key'
      | 'invalid_event'
      | 'timestamp_too_old'
      | 'timestamp_in_future';
    message: string;
  }[];
  warnings: {
    index: number;
    id: string;
    code: 'no_subscription' | 'meter_not_priced' | 'late_for_invoiced_period';
  }[];
}
export interface LeaseRequest {
  /**
   * The customer's key, as your API received it.
   */
  key?: string;
  /**
   * For providers with keys of their own: `cus_…` or `ext:<externalId>`, in place of `key`.
   */
  customer?: string;
  meter?: string;
  /**
   * The caller's address; needed where a key has an allow-list.
   */
  ip?: string;
  /**
   * Scopes that the key must have.
   */
  scopes?: string[];
  /**
   * How many units one call takes.
   */
  cost?: number | string;
  /**
   * How many calls to reserve; fewer are granted where fewer are left.
   */
  calls: number;
  /**
   * For how long: a revoked key goes on for no longer than this.
   */
  seconds?: number;
}
export interface LeaseResponse {
  /**
   * Of the lease, for its settlement; null when nothing was granted.
   */
  id: string | null;
  allowed: boolean;
  code:
    | 'ok'
    | 'invalid_key'
    | 'key_revoked'
    | 'key_expired'
    | 'ip_not_allowed'
    | 'scope_missing'
    | 'customer_suspended'
    | 'no_subscription'
    | 'past_due'
    | 'rate_limited'
    | 'quota_exceeded'
    | 'spend_limit_reached'
    | 'credits_exhausted'
    | 'not_leasable';
  customer: {
    id: string;
    externalId: string | null;
    name: string;
  } | null;
  plan: string | null;
  keyId: string | null;
  rateLimit: {
    limit: number;
    remaining: number;
    /**
     * When the next call will be let through if none remain; else when all of the limit is back.
     */
    resetAt: string;
    windowSeconds: number;
  } | null;
  quota: {
    limit: number | null;
    used: number;
    remaining: number | null;
    resetAt: string;
    hard: boolean;
  } | null;
  /**
   * What usage costs in this period so far, in minor units, and the budget on it.
   */
  spend: {
    currency: string;
    amount: number;
    limit: number | null;
  } | null;
  /**
   * Calls that may go ahead, at most.
   */
  calls: number;
  /**
   * Units that they may take together, at most.
   */
  units: string;
  /**
   * How long the lease lasts, counted from when it was asked for.
   */
  ttlMs: number;
  expiresAt: string | null;
}
export interface SettleLeaseRequest {
  lease: string;
  uses: {
    /**
     * Yours, unique within the lease; it makes a repeat harmless.
     */
    id: string;
    /**
     * A JSON number or a decimal string, zero or more.
     */
    cost?: number | string;
    /**
     * When the call began, counted from the grant.
     */
    afterMs: number;
    endpoint?: string;
    status?: number;
    latencyMs?: number;
  }[];
  /**
   * What to go on reserving: calls under way and calls to come. None gives the rest back.
   */
  held: {
    calls: number;
    /**
     * A JSON number or a decimal string, zero or more.
     */
    units: number | string;
  };
}
export interface SettleLeaseResponse {
  accepted: number;
  /**
   * Uses that had been told before.
   */
  duplicates: number;
  held: {
    calls: number;
    units: string;
  };
}
export interface Usage {
  data: {
    start: string;
    end: string;
    /**
     * The endpoint, customer, key or status; null without `groupBy`.
     */
    group: string | null;
    /**
     * A JSON number; a decimal string where a number would lose digits.
     */
    quantity: number | string;
    calls: number;
    /**
     * Calls with a status of 400 or above.
     */
    errors: number;
    latencyMsAvg: number | null;
  }[];
  total: {
    /**
     * A JSON number; a decimal string where a number would lose digits.
     */
    quantity: number | string;
    calls: number;
    /**
     * Calls with a status of 400 or above.
     */
    errors: number;
    latencyMsAvg: number | null;
  };
}
export interface Plan {
  id: string;
  slug: string;
  name: string;
  description: string;
  currency: string;
  /**
   * How often the base price is due; quotas are monthly always.
   */
  interval: 'month' | 'year';
  features: string[];
  highlighted: boolean;
  requiresCard: boolean;
  public: boolean;
  position: number;
  archivedAt: string | null;
  version: number;
  basePrice: string;
  trialDays: number;
  prices: Price[];
  rateLimit: RateLimit | null;
  quotas: Quota[];
  /**
   * Prepaid: calls draw on credits and stop without.
   */
  billing: 'postpaid' | 'prepaid';
  proration: 'time' | 'usage_or_time' | 'none';
  /**
   * Which calls are billed, by the status they settle with: those below 500, below 400, or all.
   */
  chargeableStatus: 'below_500' | 'below_400' | 'all';
  taxCode: string | null;
  createdAt: string;
}
/**
 * Turns the metered quantity into priced units, after the included units, before the model.
 */
export interface PriceConversion {
  operation: 'divide' | 'multiply';
  /**
   * Decimal string above zero.
   */
  factor: string;
  /**
   * Rounding of the converted quantity. Default none.
   */
  round?: 'up' | 'down' | 'half_up' | 'none';
  /**
   * Decimal places that are kept by the rounding. Default 0.
   */
  precision?: number;
}
/**
 * One tier of a graduated or volume price.
 */
export interface PriceTier {
  /**
   * Last unit of the tier, cumulative and inclusive; null in the last tier only.
   */
  upTo: string | null;
  /**
   * Price of one unit, in major units.
   */
  unitPrice: string;
  /**
   * Owed once when the tier applies, in major units. Default 0.
   */
  flatFee?: string;
}
export interface RateLimit {
  /**
   * Units per window.
   */
  limit: number;
  windowSeconds: number;
  /**
   * How many may come at once; the limit itself when absent.
   */
  burst?: number;
}
export interface Quota {
  meter: string;
  /**
   * Units per quota window (a month).
   */
  limit: number;
  /**
   * True: calls beyond it are denied. False: it only warns.
   */
  hard: boolean;
}
export interface QuotaInput {
  meter?: string;
  /**
   * Units per quota window (a month).
   */
  limit: number;
  /**
   * True: calls beyond it are denied. False: it only warns.
   */
  hard?: boolean;
}
export interface PlanVersion {
  version: number;
  basePrice: string;
  trialDays: number;
  prices: Price[];
  rateLimit: RateLimit | null;
  quotas: Quota[];
  /**
   * Prepaid: calls draw on credits and stop without.
   */
  billing: 'postpaid' | 'prepaid';
  proration: 'time' | 'usage_or_time' | 'none';
  /**
   * Which calls are billed, by the status they settle with: those below 500, below 400, or all.
   */
  chargeableStatus: 'below_500' | 'below_400' | 'all';
  taxCode: string | null;
  createdAt: string;
}
export interface PlanInvitation {
  id: string;
  email: string | null;
  /**
   * How many signed up by it.
   */
  uses: number;
  usesLeft: number;
  expiresAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}
export interface NewPlanInvitation {
  id: string;
  email: string | null;
  /**
   * How many signed up by it.
   */
  uses: number;
  usesLeft: number;
  expiresAt: string | null;
  revokedAt: string | null;
  createdAt: string;
  /**
   * Shown this once.
   */
  token: string;
  /**
   * The page on which the plan can be seen and signed up for.
   */
  url: string;
}
export interface Meter {
  id: string;
  slug: string;
  name: string;
  unit: string;
  aggregation: 'sum' | 'count' | 'max' | 'unique';
  property: string | null;
  eventType: string | null;
  createdAt: string;
}
export interface QuoteRequest {
  /**
   * ISO 4217 currency code.
   */
  currency: string;
  charges?: QuoteCharge[];
  /**
   * Fixed amounts in major units; a negative one is a refund.
   */
  fees?: {
    description: string;
    /**
     * Decimal string, may be negative.
     */
    amount: string;
  }[];
  /**
   * All lines together are topped up to this, in major units.
   */
  minimumSpend?: string;
  /**
   * Applied in order, each on what the ones before left.
   */
  coupons?: QuoteCoupon[];
  taxes?: TaxHead[];
  /**
   * True when the amounts already contain the taxes.
   */
  taxInclusive?: boolean;
  /**
   * Credit notes at hand, in major units; used before prepaid credits.
   */
  creditNotes?: string;
  /**
   * Prepaid credits at hand, in major units.
   */
  prepaidCredits?: string;
}
export interface QuoteCharge {
  price: PriceInput;
  /**
   * Everything used in the period.
   */
  quantity: string;
  /**
   * What an earlier invoice of the period already billed: the charge is the difference of the two totals. Default "0": nothing was invoiced yet.
   */
  billedQuantity?: string;
  /**
   * How many events the quantity is the sum of: a whole number.
   */
  eventCount?: number | string;
  /**
   * The event count that belongs to billedQuantity. Default 0.
   */
  billedEventCount?: number | string;
}
export interface TaxHead {
  name: string;
  /**
   * Per cent, 0 to 100, as a decimal string.
   */
  percent: string;
}
export interface QuoteResponse {
  lines: QuoteLine[];
  /**
   * The sum of the lines.
   */
  subtotal: number;
  /**
   * What the coupons take off, never more than the subtotal.
   */
  discount: number;
  /**
   * Subtotal less discount, without tax.
   */
  taxable: number;
  taxes: QuoteTax[];
  /**
   * Taxable plus taxes.
   */
  total: number;
  /**
   * Amount in the minor unit of the currency.
   */
  creditNotesApplied: number;
  /**
   * Amount in the minor unit of the currency.
   */
  creditsApplied: number;
  /**
   * Total less credit notes less prepaid credits.
   */
  amountDue: number;
}
export interface QuoteLine {
  kind: 'base' | 'usage' | 'minimum';
  description: string;
  /**
   * Priced units, as a decimal string.
   */
  quantity: string;
  /**
   * Per unit, in major units.
   */
  unitPrice: string;
  tier?: LineTier;
  /**
   * quantity × unitPrice, unrounded, in major units.
   */
  exact: string;
  /**
   * Amount in the minor unit of the currency.
   */
  amount: number;
}
export interface LineTier {
  /**
   * The tier, counted from 1.
   */
  number: number;
  /**
   * The bound that the tier starts above.
   */
  from: string;
  /**
   * The last unit of the tier; null without a bound.
   */
  upTo: string | null;
}
export interface QuoteTax {
  name: string;
  /**
   * Per cent, 0 to 100, as a decimal string.
   */
  percent: string;
  /**
   * Amount in the minor unit of the currency.
   */
  base: number;
  /**
   * Amount in the minor unit of the currency.
   */
  amount: number;
}
export interface PublicPlan {
  id: string;
  slug: string;
  name: string;
  description: string;
  currency: string;
  /**
   * How often the base price is due; quotas are monthly always.
   */
  interval: 'month' | 'year';
  features: string[];
  highlighted: boolean;
  requiresCard: boolean;
  version: number;
  basePrice: string;
  trialDays: number;
  prices: Price[];
  rateLimit: RateLimit | null;
  quotas: Quota[];
  /**
   * Prepaid: calls draw on credits and stop without.
   */
  billing: 'postpaid' | 'prepaid';
  proration: 'time' | 'usage_or_time' | 'none';
}
export interface Customer {
  id: string;
  externalId: string | null;
  name: string;
  email: string;
  taxId: string | null;
  address: Address | null;
  timezone: string | null;
  /**
   * `sez`: a unit or developer of a special economic zone of India, supplied at zero. `exempt`: holds a certificate of exemption from the provider’s named tax rates; no effect on GST.
   */
  taxTreatment: 'standard' | 'sez' | 'exempt';
  metadata: {
    [k: string]: string | number | boolean;
  };
  status: 'active' | 'suspended';
  budget: Budget;
  createdAt: string;
}
export interface Address {
  line1?: string;
  line2?: string;
  city?: string;
  /**
   * For India the state’s name or its GST code.
   */
  state?: string;
  postalCode?: string;
  /**
   * ISO 3166-1 alpha-2 code.
   */
  country?: string;
}
export interface Budget {
  amount: number | null;
  alertsAt: number[];
}
export interface MailSettings {
  /**
   * Where invoices and news of payments go; empty: to the customer’s own address.
   */
  invoiceEmails: {
    [k: string]: unknown;
  };
  /**
   * Whether mails tell of quotas and budgets that fill up.
   */
  alerts: boolean;
}
export interface Key {
  id: string;
  /**
   * Id of the customer.
   */
  customer: string;
  name: string;
  /**
   * The first characters of the secret.
   */
  prefix: string;
  last4: string;
  status: 'active' | 'expired' | 'revoked';
  scopes: string[];
  ipAllowList: string[];
  rateLimit: RateLimit | null;
  quota: KeyQuota | null;
  spendLimit: number | null;
  expiresAt: string | null;
  revokedAt: string | null;
  /**
   * Id of the key that took its place.
   */
  rotatedTo: string | null;
  createdAt: string;
  lastUsedAt: string | null;
}
export interface KeyQuota {
  /**
   * Units per quota window, over all meters of the key.
   */
  limit: number;
}
export interface NewKey {
  id: string;
  /**
   * Id of the customer.
   */
  customer: string;
  name: string;
  /**
   * The first characters of the secret.
   */
  prefix: string;
  last4: string;
  status: 'active' | 'expired' | 'revoked';
  scopes: string[];
  ipAllowList: string[];
  rateLimit: RateLimit | null;
  quota: KeyQuota | null;
  spendLimit: number | null;
  expiresAt: string | null;
  revokedAt: string | null;
  /**
   * Id of the key that took its place.
   */
  rotatedTo: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  /**
   * Shown this once; only its hash is kept.
   */
  secret: string;
}
export interface Subscription {
  id: string;
  customer: string;
  status: 'trialing' | 'active' | 'past_due' | 'cancelled';
  /**
   * Slug of the plan.
   */
  plan: string;
  version: number;
  startedAt: string;
  currentPeriodStart: string;
  currentPeriodEnd: string;
  trialEndsAt: string | null;
  /**
   * When it ends, or ended.
   */
  cancelAt: string | null;
  cancelledAt: string | null;
  /**
   * Slug of the plan that follows at the end of the period.
   */
  scheduledPlan: string | null;
  scheduledVersion: number | null;
  /**
   * Codes of the coupons that apply.
   */
  coupons: string[];
}
/**
 * What it would cost today; nothing is changed.
 */
export interface SubscriptionPreview {
  /**
   * When the plan would change.
   */
  when: 'now' | 'period_end';
  subscription: Subscription1;
  currency: string;
  lines: InvoiceLine[];
  /**
   * The sum of the lines.
   */
  subtotal: number;
  /**
   * What coupons take off the subtotal.
   */
  discount: number;
  coupons: {
    code: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  taxable: number;
  taxes: {
    name: string;
    percent: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    base: number;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  total: number;
  /**
   * Whole minor units of the currency.
   */
  creditNotesApplied: number;
  /**
   * What was paid from prepaid credits.
   */
  creditsApplied: number;
  /**
   * Whole minor units of the currency; may be negative.
   */
  amountDue: number;
}
/**
 * As it would be.
 */
export interface Subscription1 {
  id: string;
  customer: string;
  status: 'trialing' | 'active' | 'past_due' | 'cancelled';
  /**
   * Slug of the plan.
   */
  plan: string;
  version: number;
  startedAt: string;
  currentPeriodStart: string;
  currentPeriodEnd: string;
  trialEndsAt: string | null;
  /**
   * When it ends, or ended.
   */
  cancelAt: string | null;
  cancelledAt: string | null;
  /**
   * Slug of the plan that follows at the end of the period.
   */
  scheduledPlan: string | null;
  scheduledVersion: number | null;
  /**
   * Codes of the coupons that apply.
   */
  coupons: string[];
}
export interface InvoiceLine {
  id: string;
  kind: 'base' | 'usage' | 'proration' | 'adjustment' | 'minimum' | 'discount';
  description: string;
  meter?: string;
  periodStart: string;
  periodEnd: string;
  quantity: string;
  /**
   * What is counted, of a meter’s line.
   */
  unit?: string;
  /**
   * Where every charged unit has the same, in major units.
   */
  unitPrice?: string;
  /**
   * What the line is the sum of, where it is of several parts.
   */
  tiers?: InvoiceLinePart[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  amount: number;
  taxCode?: string;
}
export interface InvoiceLinePart {
  description: string;
  /**
   * The tier, counted from 1; null outside of tiers.
   */
  tier: number | null;
  from: string | null;
  /**
   * The last unit of the tier; null without a bound.
   */
  upTo: string | null;
  quantity: string;
  unitPrice: string;
  /**
   * quantity × unitPrice, unrounded, in major units.
   */
  exact: string;
  /**
   * Whole minor units of the currency; may be negative.
   */
  amount: number;
}
export interface Credits {
  /**
   * The sum of all movements.
   */
  balance: number;
  currency: string;
  grants: CreditGrant[];
  /**
   * The newest first.
   */
  movements: CreditMovement[];
}
export interface CreditGrant {
  id: string;
  /**
   * What was granted; where it recurs, each time.
   */
  amount: number;
  /**
   * What is left of it.
   */
  remaining: number;
  currency: string;
  priority: number;
  expiresAt: string | null;
  reason: string;
  recurring: {
    interval: 'month' | 'year';
    reset: boolean;
    /**
     * When it comes again; null when it does not any more.
     */
    nextAt: string | null;
  } | null;
  createdAt: string;
}
export interface CreditMovement {
  id: string;
  grant: string;
  kind: 'grant' | 'burn' | 'expiry' | 'return' | 'reset' | 'recurrence';
  /**
   * Signed: negative takes from the balance.
   */
  amount: number;
  invoice: string | null;
  at: string;
}
export interface PortalSession {
  /**
   * Signs that customer into the portal, once.
   */
  url: string;
  /**
   * Until then the link must be opened.
   */
  expiresAt: string;
}
export interface Coupon {
  id: string;
  code: string;
  kind: 'fixed' | 'percent';
  amount: number | null;
  currency: string;
  percent: string | null;
  /**
   * How long it takes effect: on one invoice, on all, or for so many months.
   */
  duration:
    | ('once' | 'forever')
    | {
        months: number;
      };
  maxRedemptions: number | null;
  redemptions: number;
  expiresAt: string | null;
  plans: string[];
  createdAt: string;
}
/**
 * What the invoice would be if the period ended now.
 */
export interface UpcomingInvoice {
  customer: string;
  subscription: string | null;
  /**
   * Slug of the plan that was invoiced.
   */
  plan: string | null;
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  /**
   * Of the usage; both ends are the same where an invoice has none.
   */
  periodStart: string;
  periodEnd: string;
  currency: string;
  lines: InvoiceLine[];
  /**
   * The sum of the lines.
   */
  subtotal: number;
  /**
   * What coupons take off the subtotal.
   */
  discount: number;
  coupons: {
    code: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  taxable: number;
  taxes: {
    name: string;
    percent: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    base: number;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  total: number;
  /**
   * Whole minor units of the currency.
   */
  creditNotesApplied: number;
  /**
   * What was paid from prepaid credits.
   */
  creditsApplied: number;
  /**
   * Whole minor units of the currency.
   */
  amountPaid: number;
  /**
   * Whole minor units of the currency; may be negative.
   */
  amountDue: number;
  seller: {
    name: string;
    email: string;
    taxId: string | null;
    address: Address | null;
    country: string;
    state: string | null;
    logoUrl: string | null;
  };
  buyer: {
    id: string;
    externalId: string | null;
    name: string;
    email: string;
    taxId: string | null;
    address: Address | null;
  };
  placeOfSupply?: string;
  documentTitle: string;
  /**
   * The endorsement that the tax demands.
   */
  taxNote: string | null;
  /**
   * When it will be drafted.
   */
  closesAt: string;
}
export interface Invoice {
  id: string;
  number: string | null;
  customer: string;
  subscription: string | null;
  /**
   * Slug of the plan that was invoiced.
   */
  plan: string | null;
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  /**
   * Of the usage; both ends are the same where an invoice has none.
   */
  periodStart: string;
  periodEnd: string;
  currency: string;
  lines: InvoiceLine[];
  /**
   * The sum of the lines.
   */
  subtotal: number;
  /**
   * What coupons take off the subtotal.
   */
  discount: number;
  coupons: {
    code: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  taxable: number;
  taxes: {
    name: string;
    percent: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    base: number;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency; may be negative.
   */
  total: number;
  /**
   * Whole minor units of the currency.
   */
  creditNotesApplied: number;
  /**
   * What was paid from prepaid credits.
   */
  creditsApplied: number;
  /**
   * Whole minor units of the currency.
   */
  amountPaid: number;
  /**
   * Whole minor units of the currency; may be negative.
   */
  amountDue: number;
  seller: {
    name: string;
    email: string;
    taxId: string | null;
    address: Address | null;
    country: string;
    state: string | null;
    logoUrl: string | null;
  };
  buyer: {
    id: string;
    externalId: string | null;
    name: string;
    email: string;
    taxId: string | null;
    address: Address | null;
  };
  placeOfSupply?: string;
  documentTitle: string;
  /**
   * The endorsement that the tax demands.
   */
  taxNote: string | null;
  createdAt: string;
  /**
   * Of a draft: when the wait for late events ends.
   */
  finalizesAt: string | null;
  issuedAt: string | null;
  dueAt: string | null;
  paidAt: string | null;
  paymentReference: string | null;
}
export interface InvoiceExplanation {
  invoice: string;
  number: string | null;
  currency: string;
  subtotal: number;
  discount: number;
  taxable: number;
  total: number;
  lines: ExplainedLine[];
  /**
   * The uses behind the line that was asked for, by page.
   */
  events: {
    line: string;
    data: ExplainedUse[];
    nextCursor: string | null;
  } | null;
}
export interface ExplainedLine {
  id: string;
  kind: 'base' | 'usage' | 'proration' | 'adjustment' | 'minimum' | 'discount';
  description: string;
  meter?: string;
  quantity: string;
  /**
   * The sum of the parts, unrounded, in major units.
   */
  exact: string;
  amount: number;
  /**
   * What the line is the sum of; each is quantity × unitPrice.
   */
  parts: InvoiceLinePart[];
  plan?: string;
  version?: number;
  price?: Price;
  usage?: {
    /**
     * The sum of the days.
     */
    quantity: string;
    calls: number;
    days: UsageOfDay[];
    /**
     * False where the meter’s own aggregation (a maximum, distinct values) is no sum of days.
     */
    addsUp: boolean;
  };
  /**
   * Of an adjustment: what earlier invoices had billed.
   */
  billedBefore?: {
    quantity: string;
    calls: number;
  };
  /**
   * Of an adjustment: all that was used by then.
   */
  all?: {
    quantity: string;
    calls: number;
  };
  /**
   * Of a fixed amount: the numbers that it was computed from.
   */
  reason?: {
    [k: string]: unknown;
  };
}
export interface UsageOfDay {
  /**
   * Local day, in the provider’s time zone.
   */
  day: string;
  endpoint: string;
  quantity: string;
  calls: number;
}
export interface ExplainedUse {
  /**
   * The caller’s id of an event, ours of a call.
   */
  id: string;
  occurredAt: string;
  endpoint: string;
  /**
   * 0 while unknown.
   */
  status: number;
  quantity: string;
}
export interface CreditNote {
  id: string;
  number: string;
  invoice: string;
  customer: string;
  currency: string;
  reason: string;
  lines: {
    line: string;
    description: string;
    /**
     * Whole minor units of the currency.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency.
   */
  taxable: number;
  taxes: {
    name: string;
    percent: string;
    /**
     * Whole minor units of the currency; may be negative.
     */
    base: number;
    /**
     * Whole minor units of the currency; may be negative.
     */
    amount: number;
  }[];
  /**
   * Whole minor units of the currency.
   */
  total: number;
  /**
   * What it took off the invoice’s amount due.
   */
  appliedToInvoice: number;
  /**
   * What goes back to the card that paid.
   */
  refunded: number;
  /**
   * The rest, which became credits for the next invoices.
   */
  credited: number;
  issuedAt: string;
}
export interface Provider {
  id: string;
  slug: string;
  name: string;
  mode: 'live' | 'test';
  /**
   * Of a sandbox: its live account.
   */
  liveProviderId: string | null;
  email: string;
  currency: string;
  timezone: string;
  country: string;
  state: string | null;
  taxId: string | null;
  address: Address | null;
  keyPrefix: string;
  graceHours: number;
  paymentDays: number;
  gaugeFailure: 'allow' | 'deny';
  branding: {
    tagline?: string;
    logoUrl?: string;
    websiteUrl?: string;
    /**
     * Where customers call the API; the first snippet that they copy calls it.
     */
    apiUrl?: string;
    color?: string;
  };
  /**
   * Path of the uploaded logo.
   */
  logo: string | null;
  taxSettings: TaxSettings;
  paperSettings: PaperSettings;
  createdAt: string;
}
export interface TaxSettings {
  /**
   * Of an Indian seller. `regular` needs a GSTIN as `taxId`; the others issue bills of supply without tax. Without it, a GSTIN decides.
   */
  registration?: 'regular' | 'composition' | 'unregistered';
  /**
   * The full GST rate; 18 when absent.
   */
  gstPercent?: string;
  /**
   * Compensation cess on top of GST; none when absent.
   */
  cessPercent?: string;
  /**
   * Your prices contain GST already.
   */
  gstInclusive?: boolean;
  /**
   * Your letter of undertaking, which exports and SEZ invoices quote.
   */
  lutNumber?: string | null;
  /**
   * Exports bear IGST instead of going out under the letter.
   */
  exportsWithPayment?: boolean;
  /**
   * SAC or HSN of plans without one; 998315 in India when absent.
   */
  taxCode?: string | null;
  /**
   * Of a seller in the EU: business customers of other member states, who have a VAT id, account for the VAT themselves. True when absent.
   */
  euReverseCharge?: boolean;
  /**
   * Outside India: what applies where.
   */
  rates?: NamedTaxRate[];
}
export interface NamedTaxRate {
  name: string;
  /**
   * Per cent, 0 to 100, as a decimal string.
   */
  percent: string;
  /**
   * ISO 3166-1 alpha-2 code.
   */
  country: string;
  /**
   * As customers’ addresses write it; absent or null for the whole country.
   */
  state?: string | null;
  /**
   * Your prices contain it already.
   */
  inclusive: boolean;
  /**
   * Of a state’s rate: it stands in place of the country’s, as Ontario’s HST for Canada’s GST.
   */
  replacesCountryRates?: boolean;
}
export interface PaperSettings {
  /**
   * How to pay: bank account, UPI id.
   */
  paymentInstructions?: string;
  /**
   * Who signs for the business; none: the invoice says it needs no signature.
   */
  signatory?: string | null;
  /**
   * What invoice numbers begin with; INV when absent. A new one begins a series of its own.
   */
  invoicePrefix?: string;
  /**
   * A last line, such as the company’s registration.
   */
  footer?: string;
}
export interface TaxSettingsInput {
  /**
   * Of an Indian seller. `regular` needs a GSTIN as `taxId`; the others issue bills of supply without tax. Without it, a GSTIN decides.
   */
  registration?: 'regular' | 'composition' | 'unregistered';
  /**
   * The full GST rate; 18 when absent.
   */
  gstPercent?: string;
  /**
   * Compensation cess on top of GST; none when absent.
   */
  cessPercent?: string;
  /**
   * Your prices contain GST already.
   */
  gstInclusive?: boolean;
  /**
   * Your letter of undertaking, which exports and SEZ invoices quote.
   */
  lutNumber?: string | null;
  /**
   * Exports bear IGST instead of going out under the letter.
   */
  exportsWithPayment?: boolean;
  /**
   * SAC or HSN of plans without one; 998315 in India when absent.
   */
  taxCode?: string | null;
  /**
   * Of a seller in the EU: business customers of other member states, who have a VAT id, account for the VAT themselves. True when absent.
   */
  euReverseCharge?: boolean;
  /**
   * Outside India: what applies where.
   */
  rates?: NamedTaxRateInput[];
}
export interface NamedTaxRateInput {
  name: string;
  /**
   * Per cent, 0 to 100, as a decimal string.
   */
  percent: string;
  /**
   * ISO 3166-1 alpha-2 code.
   */
  country: string;
  /**
   * As customers’ addresses write it; absent or null for the whole country.
   */
  state?: string | null;
  /**
   * Your prices contain it already.
   */
  inclusive?: boolean;
  /**
   * Of a state’s rate: it stands in place of the country’s, as Ontario’s HST for Canada’s GST.
   */
  replacesCountryRates?: boolean;
}
export interface ApiDocument {
  title: string;
  /**
   * Of the API that it describes.
   */
  version: string;
  /**
   * The version of OpenAPI that it is written in.
   */
  openapi: string;
  /**
   * How many calls it describes.
   */
  operations: number;
  /**
   * The page that customers read.
   */
  url: string;
  updatedAt: string;
  document: {
    [k: string]: unknown;
  };
}
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: string[];
  status: 'enabled' | 'disabled';
  /**
   * Why it was disabled for you; null when you did.
   */
  disabledReason: string | null;
  /**
   * The first failure since the last success.
   */
  failingSince: string | null;
  /**
   * Until then a rotated secret signs as well.
   */
  oldSecretUntil: string | null;
  createdAt: string;
}
export interface NewWebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: string[];
  status: 'enabled' | 'disabled';
  /**
   * Why it was disabled for you; null when you did.
   */
  disabledReason: string | null;
  /**
   * The first failure since the last success.
   */
  failingSince: string | null;
  /**
   * Until then a rotated secret signs as well.
   */
  oldSecretUntil: string | null;
  createdAt: string;
  /**
   * Signs every delivery (Standard Webhooks). Shown this once.
   */
  secret: string;
}
export interface WebhookDelivery {
  id: string;
  /**
   * Id of the endpoint.
   */
  endpoint: string;
  /**
   * Id of the event: the `webhook-id` of every attempt.
   */
  event: string;
  type: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /**
   * What the endpoint answered last; null when it did not.
   */
  lastStatusCode: number | null;
  nextAttemptAt: string | null;
  createdAt: string;
  deliveredAt: string | null;
}
export interface WebhookDeliveryDetail {
  id: string;
  /**
   * Id of the endpoint.
   */
  endpoint: string;
  /**
   * Id of the event: the `webhook-id` of every attempt.
   */
  event: string;
  type: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /**
   * What the endpoint answered last; null when it did not.
   */
  lastStatusCode: number | null;
  nextAttemptAt: string | null;
  createdAt: string;
  deliveredAt: string | null;
  /**
   * The body that was signed and sent, byte for byte.
   */
  payload: string;
  /**
   * The last attempts, newest first.
   */
  log: {
    number: number;
    at: string;
    durationMs: number;
    /**
     * The headers that were sent.
     */
    headers: {
      [k: string]: string;
    };
    statusCode: number | null;
    /**
     * The beginning of the answer.
     */
    responseBody: string | null;
    /**
     * Why there was no answer.
     */
    error: string | null;
  }[];
}
export interface InvoicePayments {
  payUrl: string;
  data: Payment[];
}
export interface Payment {
  id: string;
  customer: string;
  purpose: 'invoice' | 'top_up';
  /**
   * The schedule, somebody who asked for it, or the customer on a page of Stripe’s.
   */
  source: 'automatic' | 'manual' | 'hosted';
  invoices: {
    invoice: string;
    /**
     * Whole minor units of the currency.
     */
    amount: number;
    /**
     * Whole minor units of the currency.
     */
    applied: number;
  }[];
  currency: string;
  /**
   * Whole minor units of the currency.
   */
  amount: number;
  /**
   * Whole minor units of the currency.
   */
  amountReceived: number;
  /**
   * Whole minor units of the currency.
   */
  amountRefunded: number;
  /**
   * created: Stripe’s answer is not known yet; open: a page waits for the customer; processing: the bank takes a day or more; requires_action: the customer must confirm in person.
   */
  status: 'created' | 'open' | 'processing' | 'requires_action' | 'succeeded' | 'failed' | 'cancelled';
  failureCode: string | null;
  failureMessage: string | null;
  method: string | null;
  stripePaymentIntent: string | null;
  receiptNumber: string | null;
  createdAt: string;
  settledAt: string | null;
}
export interface Dispute {
  id: string;
  payment: string | null;
  customer: string | null;
  /**
   * Whole minor units of the currency.
   */
  amount: number;
  currency: string;
  status: string;
  reason: string;
  evidenceDueAt: string | null;
  openedAt: string;
  closedAt: string | null;
  stripeDispute: string;
}
export interface PaymentMethod {
  id: string;
  kind: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
  isDefault: boolean;
  isExpired: boolean;
  /**
   * It expires before the end of next month.
   */
  expiresSoon: boolean;
  createdAt: string;
}
export interface HostedPage {
  url: string;
  session: string;
}
export interface AutoTopUp {
  terms: {
    /**
     * Below this balance credits are bought.
     */
    threshold: number;
    /**
     * How much at a time: whole minor units of the currency.
     */
    amount: number;
    /**
     * The most in a calendar month; null for no cap.
     */
    monthlyCap: number | null;
  } | null;
}
export interface PaymentSettings {
  stripe: {
    /**
     * none: the installation has no key; simulated: no money moves; test: Stripe’s test mode.
     */
    mode: 'none' | 'simulated' | 'test' | 'live';
    /**
     * The connected account; null for the installation’s own.
     */
    account: string | null;
    chargesEnabled: boolean;
    connectedAt: string | null;
    disconnectedAt: string | null;
  };
  dunning: {
    /**
     * One entry a try: the days that pass before it, counted from the try before. The first is the charge itself, counted from the day the invoice is issued.
     */
    waitDays: number[];
    /**
     * Days from the first failure until calls are refused; null for never.
     */
    graceDays: number | null;
    /**
     * What happens to invoices of customers who never gave a card: they wait to be paid by hand, or are pursued like failed ones from their due date on.
     */
    withoutCard: 'wait' | 'pursue';
  };
}
export interface StripeEvent {
  id: string;
  type: string;
  object: string;
  /**
   * failed: Stripe sends it again; dead: it was given up and waits to be replayed.
   */
  status: 'received' | 'handled' | 'ignored' | 'failed' | 'dead';
  attempts: number;
  error: string | null;
  createdAt: string;
  receivedAt: string;
  handledAt: string | null;
}
export interface Clock {
  now: string;
  /**
   * True where it stands until it is moved; false where it follows real time.
   */
  frozen: boolean;
}
export interface MovedClock {
  now: string;
  /**
   * True where it stands until it is moved; false where it follows real time.
   */
  frozen: boolean;
  /**
   * What fell due in between and was done, in order.
   */
  did: {
    at: string;
    what: string;
    customer: string;
    subscription?: string;
    invoice?: string;
  }[];
}
export interface Revenue {
  from: string;
  to: string;
  currency: string;
  /**
   * All that this account has plans in; ask for each by itself.
   */
  currencies: string[];
  /**
   * Monthly recurring revenue at the end of the range: the base fees of subscriptions that are active or past due, a yearly one’s twelfth, less the coupons in force that last longer than one invoice; each subscription rounded once, half away from zero. Trials, pauses, usage, prepaid credits and taxes are not in it. A planned cancellation counts until it happens. In minor units.
   */
  mrr: number;
  /**
   * MRR at the start of the range: with the movements it gives `mrr` exactly. In minor units.
   */
  mrrAtStart: number;
  /**
   * Twelve times MRR. In minor units.
   */
  arr: number;
  movements: {
    /**
     * MRR of customers who paid for the first time in the range. In minor units.
     */
    new: number;
    /**
     * MRR gained from customers who paid already: upgrades, dearer versions, coupons that ran out. In minor units.
     */
    expansion: number;
    /**
     * MRR lost from customers who still pay, as a negative amount: downgrades, cheaper versions. In minor units.
     */
    contraction: number;
    /**
     * MRR lost from customers who stopped paying, as a negative amount. A pause is churn until it ends. In minor units.
     */
    churn: number;
    /**
     * MRR of customers who had stopped and pay again. In minor units.
     */
    reactivation: number;
  };
  /**
   * Customers with a subscription that is active or past due at the end of the range, on a free plan too.
   */
  activeCustomers: number;
  /**
   * Customers in a trial at the end of the range.
   */
  trialing: number;
  /**
   * Average revenue per user: MRR divided by active customers, rounded half away from zero. In minor units.
   */
  arpu: number;
  /**
   * What the usage of the range is worth, by the day: the price of everything used until a day’s end, less the price of everything used until its start, at the price in force then; before discounts and taxes, invoiced or not. What a minimum adds, and meters that take a maximum or count distinct values, count on the day on which their window closes. In minor units.
   */
  usageRevenue: number;
  /**
   * Final invoices issued in the range, after discounts and without taxes, less credit notes issued in it, payments disputed in it and not won back, and what was written off. Void invoices are not in it. In minor units.
   */
  netRevenue: number;
  /**
   * The share of customers who paid at the start of the range and had stopped by its end; 0 to 1.
   */
  churnRate: number;
  /**
   * The twenty who are worth most, the largest first.
   */
  topCustomers: {
    customer: string;
    name: string;
    externalId: string | null;
    calls: number;
    /**
     * MRR and usage revenue together: what the table is sorted by. In minor units.
     */
    amount: number;
    mrr: number;
    usageRevenue: number;
    netRevenue: number;
  }[];
  byPlan: {
    plan: string;
    name: string;
    /**
     * Active on the plan at the end of the range.
     */
    customers: number;
    mrr: number;
    usageRevenue: number;
  }[];
  /**
   * By local day up to 100 days, by local month beyond. Its steps add up to the totals.
   */
  series: {
    start: string;
    end: string;
    /**
     * At the end of the step.
     */
    mrr: number;
    movements: {
      /**
       * MRR of customers who paid for the first time in the range. In minor units.
       */
      new: number;
      /**
       * MRR gained from customers who paid already: upgrades, dearer versions, coupons that ran out. In minor units.
       */
      expansion: number;
      /**
       * MRR lost from customers who still pay, as a negative amount: downgrades, cheaper versions. In minor units.
       */
      contraction: number;
      /**
       * MRR lost from customers who stopped paying, as a negative amount. A pause is churn until it ends. In minor units.
       */
      churn: number;
      /**
       * MRR of customers who had stopped and pay again. In minor units.
       */
      reactivation: number;
    };
    usageRevenue: number;
    netRevenue: number;
  }[];
}
export interface Rehearsal {
  plan: string;
  /**
   * The plan’s current version, which the draft changes.
   */
  version: number;
  currency: string;
  months: number;
  /**
   * What those windows were invoiced for: base fees and usage, before discounts and taxes. In minor units.
   */
  current: number;
  /**
   * What they would have been invoiced for. In minor units.
   */
  rehearsed: number;
  /**
   * `rehearsed` less `current`. In minor units.
   */
  delta: number;
  /**
   * Every subscriber, the one with the largest change first.
   */
  customers: {
    customer: string;
    name: string;
    externalId: string | null;
    /**
     * Closed windows that were looked at; none for a newcomer.
     */
    windows: number;
    current: number;
    rehearsed: number;
    delta: number;
    /**
     * Units beyond the draft’s hard quotas: they would have been refused, and are not priced.
     */
    denied: string;
  }[];
}
export interface Reconciliation {
  checkedAt: string;
  /**
   * Calls and events in the ledger.
   */
  events: number;
  /**
   * Calls in the rollups, which bills and charts are read from.
   */
  rollups: number;
  /**
   * Calls on final invoices.
   */
  billed: number;
  /**
   * Calls on none: of running periods, without a subscription, not charged, or late.
   */
  unbilled: number;
  meters: {
    meter: string;
    events: {
      calls: number;
      quantity: string;
    };
    rollups: {
      calls: number;
      quantity: string;
    };
    billed: number;
    unbilled: {
      open: number;
      notCharged: number;
      late: number;
    };
  }[];
  gauge: {
    kind: 'redis' | 'process';
    subscribers: number;
    /**
     * Subscribers whose counters are loaded; the others’ are read when they call.
     */
    compared: number;
    differences: number;
  };
  /**
   * Empty: every call is counted once and billed at most once.
   */
  differences: {
    /**
     * rollup: not what its events add up to; claims: ids of events and events differ in number; billing: billed and unbilled are not all; gauge: a live counter is not what the ledger says.
     */
    kind: 'rollup' | 'claims' | 'billing' | 'gauge';
    customer: string | null;
    meter: string | null;
    /**
     * UTC, `YYYY-MM`.
     */
    month: string | null;
    key: string | null;
    expected: string;
    found: string;
  }[];
  payments: PaymentsReconciliation;
  /**
   * Where money leaks: of the last ninety days, and invoices past their due date.
   */
  leakage: {
    /**
     * no_subscription: Calls of customers who have no plan: worth what the cheapest plan on sale would ask for them. denied_quota_exceeded: Refused at the quota: worth what an upgrade to the cheapest plan that takes it all would bring in. denied_spend_limit_reached: Refused at the customer’s own budget. denied_credits_exhausted: Refused because the prepaid credits were used up. denied_no_subscription: Refused because there was no plan. overdue: Invoices past their due date, and the units that were let through since. late: Usage that came after its window was billed, until the customer’s next invoice takes it up. unsettled: Verified calls of customers whose other calls are settled that were never settled themselves. unknown_caller: Calls and events of customers and keys that are not known; under no customer. duplicate: Repeats of events that are counted already, kept out: nothing is lost by them. free_rider: Use above the size of a free plan: worth what the cheapest plan with a price would ask for it.
     */
    kind:
      | 'no_subscription'
      | 'denied_quota_exceeded'
      | 'denied_spend_limit_reached'
      | 'denied_credits_exhausted'
      | 'denied_no_subscription'
      | 'overdue'
      | 'late'
      | 'unsettled'
      | 'unknown_caller'
      | 'duplicate'
      | 'free_rider';
    /**
     * Empty where nobody knows whose it is.
     */
    customer: string;
    /**
     * Units.
     */
    quantity: string;
    /**
     * In minor units; null where nobody can say.
     */
    amount: number | null;
    currency: string;
  }[];
}
/**
 * What Stripe has beside what is written here.
 */
export interface PaymentsReconciliation {
  /**
   * Stripe’s payments and disputes that were looked at.
   */
  compared: number;
  /**
   * What only a lost webhook explains, made up for.
   */
  repaired: number;
  /**
   * What nobody but a person can explain.
   */
  differences: {
    /**
     * missing_here: Stripe has a charge of ours that we do not know; missing_there: the reverse; amount: the two say different sums; invoice: an invoice’s payments do not come to what it says was paid.
     */
    kind: 'missing_here' | 'missing_there' | 'amount' | 'invoice';
    subject: string;
    /**
     * What Stripe says; of an invoice, what it says itself.
     */
    expected: string;
    found: string;
  }[];
  /**
   * Why nothing could be compared; null where it was.
   */
  unavailable: string | null;
}
export interface AuditEntry {
  id: string;
  at: string;
  actor: {
    kind: string;
    id: string;
    name: string;
  };
  action: string;
  targetId: string | null;
  customerId: string | null;
  details: {
    [k: string]: unknown;
  };
  requestId: string | null;
}
