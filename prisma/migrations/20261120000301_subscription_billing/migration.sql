ALTER TABLE "provider" ADD COLUMN "tax_settings" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "subscription"
    ADD COLUMN "usage_from" TIMESTAMPTZ(3),
    ADD COLUMN "close_at" TIMESTAMPTZ(3);

CREATE INDEX "subscription_provider_id_close_at_idx" ON "subscription"("provider_id", "close_at");

ALTER TABLE "invoice"
    ADD COLUMN "window_start" TIMESTAMPTZ(3),
    ADD COLUMN "coupons" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "credit_notes_applied" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "credits_applied" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "document_title" TEXT NOT NULL DEFAULT 'Invoice',
    ADD COLUMN "tax_note" TEXT,
    ADD COLUMN "payment_reference" TEXT;

-- One invoice closes a window of usage; those in between (a start, an upgrade) have none.
DROP INDEX "invoice_provider_id_subscription_id_period_start_key";

CREATE UNIQUE INDEX "invoice_provider_id_subscription_id_window_start_key" ON "invoice"("provider_id", "subscription_id", "window_start");

ALTER TABLE "invoice_line" ADD COLUMN "detail" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "subscription_phase" (
    "provider_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,

    CONSTRAINT "subscription_phase_pkey" PRIMARY KEY ("provider_id","subscription_id","started_at")
);

CREATE TABLE "invoice_item" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "quantity" TEXT NOT NULL,
    "unit_price" TEXT,
    "exact" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "tax_code" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "invoice_id" TEXT,

    CONSTRAINT "invoice_item_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE INDEX "invoice_item_provider_id_customer_id_invoice_id_idx" ON "invoice_item"("provider_id", "customer_id", "invoice_id");

CREATE INDEX "invoice_item_provider_id_invoice_id_idx" ON "invoice_item"("provider_id", "invoice_id");

CREATE TABLE "usage_charge" (
    "provider_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "meter" TEXT NOT NULL,
    "span_start" TIMESTAMPTZ(3) NOT NULL,
    "span_end" TIMESTAMPTZ(3) NOT NULL,
    "customer_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "is_whole" BOOLEAN NOT NULL DEFAULT true,
    "billed_quantity" TEXT,
    "billed_calls" BIGINT,
    "rollup_quantity" TEXT,
    "rollup_calls" BIGINT,
    "billed_at" TIMESTAMPTZ(3),

    CONSTRAINT "usage_charge_pkey" PRIMARY KEY ("provider_id","subscription_id","meter","span_start")
);

CREATE INDEX "usage_charge_provider_id_customer_id_span_start_idx" ON "usage_charge"("provider_id", "customer_id", "span_start");

CREATE INDEX "usage_charge_provider_id_invoice_id_idx" ON "usage_charge"("provider_id", "invoice_id");

CREATE TABLE "coupon" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT,
    "percent" TEXT,
    "currency" TEXT NOT NULL,
    "duration" TEXT NOT NULL,
    "months" INTEGER,
    "max_redemptions" INTEGER,
    "redemptions" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "plans" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupon_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE UNIQUE INDEX "coupon_provider_id_code_key" ON "coupon"("provider_id", "code");

CREATE TABLE "coupon_redemption" (
    "provider_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "coupon_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "uses_left" INTEGER,

    CONSTRAINT "coupon_redemption_pkey" PRIMARY KEY ("provider_id","subscription_id","coupon_id")
);
