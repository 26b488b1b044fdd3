-- Money that comes in and goes back: who pays with what, payments, refunds, disputes, and what Stripe told us.
ALTER TABLE "invoice" ADD COLUMN     "access_stops_at" TIMESTAMPTZ(3),
ADD COLUMN     "collect_at" TIMESTAMPTZ(3),
ADD COLUMN     "failed_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failing_since" TIMESTAMPTZ(3);

ALTER TABLE "credit_note" ADD COLUMN     "refunded" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "payment_settings" (
    "provider_id" TEXT NOT NULL,
    "stripe_account" TEXT,
    "charges_enabled" BOOLEAN NOT NULL DEFAULT false,
    "connected_at" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),
    "dunning" JSONB NOT NULL DEFAULT '{}',
    "reconciled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_settings_pkey" PRIMARY KEY ("provider_id")
);

CREATE TABLE "payer" (
    "provider_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "account" TEXT NOT NULL DEFAULT '',
    "stripe_customer" TEXT NOT NULL,
    "default_method_id" TEXT,
    "top_up_threshold" BIGINT,
    "top_up_amount" BIGINT,
    "top_up_monthly_cap" BIGINT,
    "top_up_not_before" TIMESTAMPTZ(3),

    CONSTRAINT "payer_pkey" PRIMARY KEY ("provider_id","customer_id")
);

CREATE TABLE "payment_method" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "account" TEXT NOT NULL DEFAULT '',
    "stripe_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "brand" TEXT,
    "last4" TEXT,
    "exp_month" INTEGER,
    "exp_year" INTEGER,
    "fingerprint" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "warn_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE TABLE "payment" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "amount_received" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "stripe_customer" TEXT NOT NULL,
    "stripe_method" TEXT,
    "method_id" TEXT,
    "stripe_intent" TEXT,
    "stripe_session" TEXT,
    "hosted_url" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "live_top_up_for" TEXT,
    "receipt_number" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE TABLE "payment_share" (
    "provider_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "applied" BIGINT NOT NULL DEFAULT 0,
    "live_invoice_id" TEXT,

    CONSTRAINT "payment_share_pkey" PRIMARY KEY ("provider_id","payment_id","invoice_id")
);

CREATE TABLE "refund" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "credit_note_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stripe_id" TEXT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE TABLE "dispute" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payment_id" TEXT,
    "customer_id" TEXT,
    "stripe_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence_due_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE TABLE "stripe_event" (
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "provider_id" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "envelope" JSONB NOT NULL,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("source","event_id")
);

CREATE INDEX "payment_settings_stripe_account_idx" ON "payment_settings"("stripe_account");
CREATE INDEX "payer_stripe_customer_idx" ON "payer"("stripe_customer");
CREATE INDEX "payment_method_provider_id_customer_id_idx" ON "payment_method"("provider_id", "customer_id");
CREATE INDEX "payment_method_provider_id_warn_at_idx" ON "payment_method"("provider_id", "warn_at");
CREATE UNIQUE INDEX "payment_method_provider_id_stripe_id_key" ON "payment_method"("provider_id", "stripe_id");
CREATE INDEX "payment_provider_id_customer_id_idx" ON "payment"("provider_id", "customer_id");
CREATE INDEX "payment_stripe_intent_idx" ON "payment"("stripe_intent");
CREATE INDEX "payment_provider_id_status_created_at_idx" ON "payment"("provider_id", "status", "created_at");
CREATE UNIQUE INDEX "payment_provider_id_idempotency_key_key" ON "payment"("provider_id", "idempotency_key");
CREATE UNIQUE INDEX "payment_provider_id_live_top_up_for_key" ON "payment"("provider_id", "live_top_up_for");
CREATE UNIQUE INDEX "payment_provider_id_receipt_number_key" ON "payment"("provider_id", "receipt_number");
CREATE INDEX "payment_share_provider_id_invoice_id_idx" ON "payment_share"("provider_id", "invoice_id");
CREATE UNIQUE INDEX "payment_share_provider_id_live_invoice_id_key" ON "payment_share"("provider_id", "live_invoice_id");
CREATE INDEX "refund_provider_id_payment_id_idx" ON "refund"("provider_id", "payment_id");
CREATE INDEX "refund_provider_id_status_created_at_idx" ON "refund"("provider_id", "status", "created_at");
CREATE UNIQUE INDEX "refund_provider_id_stripe_id_key" ON "refund"("provider_id", "stripe_id");
CREATE INDEX "dispute_provider_id_opened_at_idx" ON "dispute"("provider_id", "opened_at");
CREATE UNIQUE INDEX "dispute_provider_id_stripe_id_key" ON "dispute"("provider_id", "stripe_id");
CREATE INDEX "stripe_event_provider_id_received_at_idx" ON "stripe_event"("provider_id", "received_at");
CREATE INDEX "stripe_event_status_received_at_idx" ON "stripe_event"("status", "received_at");
CREATE INDEX "invoice_provider_id_collect_at_idx" ON "invoice"("provider_id", "collect_at");
