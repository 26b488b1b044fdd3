CREATE TABLE "provider" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "state" TEXT,
    "tax_id" TEXT,
    "address" JSONB NOT NULL DEFAULT '{}',
    "live_provider_id" TEXT,
    "clock_now" TIMESTAMPTZ(3),
    "clock_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "key_prefix" TEXT NOT NULL DEFAULT 'sk',
    "grace_hours" INTEGER NOT NULL DEFAULT 1,
    "payment_days" INTEGER NOT NULL DEFAULT 7,
    "gauge_failure" TEXT NOT NULL DEFAULT 'allow',
    "branding" JSONB NOT NULL DEFAULT '{}',
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "user_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider_id" TEXT,
    "customer_id" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);


CREATE TABLE "one_time_token" (
    "hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "provider_id" TEXT,
    "payload" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("hash")
);


CREATE TABLE "provider_member" (
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_member_pkey" PRIMARY KEY ("provider_id","user_id")
);


CREATE TABLE "secret_key" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "secret_key_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "customer" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "tax_id" TEXT,
    "address" JSONB NOT NULL DEFAULT '{}',
    "timezone" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'active',
    "budget_amount" BIGINT,
    "budget_alerts" INTEGER[] DEFAULT ARRAY[50, 80, 100]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "customer_member" (
    "provider_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_member_pkey" PRIMARY KEY ("provider_id","customer_id","user_id")
);


CREATE TABLE "meter" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "aggregation" TEXT NOT NULL,
    "property" TEXT,
    "event_type" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meter_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "plan" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "features" TEXT[],
    "is_public" BOOLEAN NOT NULL DEFAULT true,
    "highlighted" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "current_version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "plan_version" (
    "provider_id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "base_price" TEXT NOT NULL,
    "trial_days" INTEGER NOT NULL DEFAULT 0,
    "prices" JSONB NOT NULL,
    "rate_limit" JSONB,
    "quotas" JSONB NOT NULL,
    "billing" TEXT NOT NULL DEFAULT 'postpaid',
    "proration" TEXT NOT NULL DEFAULT 'time',
    "chargeable_below" INTEGER NOT NULL DEFAULT 500,
    "tax_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("provider_id","plan_id","version")
);


CREATE TABLE "subscription" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "anchor_date" TEXT NOT NULL,
    "current_period_start" TIMESTAMPTZ(3) NOT NULL,
    "current_period_end" TIMESTAMPTZ(3) NOT NULL,
    "trial_ends_at" TIMESTAMPTZ(3),
    "cancel_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "scheduled_plan_id" TEXT,
    "scheduled_plan_version" INTEGER,
    "live_customer_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "api_key" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "scopes" TEXT[],
    "ip_allow_list" TEXT[],
    "rate_limit" JSONB,
    "quota" JSONB,
    "spend_limit" BIGINT,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "rotated_to_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "invoice" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT,
    "customer_id" TEXT NOT NULL,
    "subscription_id" TEXT,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "finalize_after" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "subtotal" BIGINT NOT NULL DEFAULT 0,
    "discount" BIGINT NOT NULL DEFAULT 0,
    "taxable" BIGINT NOT NULL DEFAULT 0,
    "taxes" JSONB NOT NULL DEFAULT '[]',
    "total" BIGINT NOT NULL DEFAULT 0,
    "amount_paid" BIGINT NOT NULL DEFAULT 0,
    "amount_due" BIGINT NOT NULL DEFAULT 0,
    "seller" JSONB NOT NULL DEFAULT '{}',
    "buyer" JSONB NOT NULL DEFAULT '{}',
    "plan" JSONB NOT NULL DEFAULT '{}',
    "place_of_supply" TEXT,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "invoice_line" (
    "provider_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "meter" TEXT,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "quantity" TEXT NOT NULL,
    "unit_price" TEXT,
    "exact" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "tiers" JSONB NOT NULL DEFAULT '[]',
    "tax_code" TEXT,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("provider_id","invoice_id","id")
);


CREATE TABLE "invoice_series" (
    "provider_id" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "last_number" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "invoice_series_pkey" PRIMARY KEY ("provider_id","series")
);


CREATE TABLE "idempotency_record" (
    "provider_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("provider_id","key")
);


CREATE TABLE "audit_entry" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL,
    "target_id" TEXT,
    "customer_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE UNIQUE INDEX "provider_slug_key" ON "provider"("slug");


CREATE UNIQUE INDEX "provider_live_provider_id_key" ON "provider"("live_provider_id");


CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");


CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");


CREATE INDEX "provider_member_user_id_idx" ON "provider_member"("user_id");


CREATE INDEX "secret_key_hash_idx" ON "secret_key"("hash");


CREATE UNIQUE INDEX "secret_key_provider_id_hash_key" ON "secret_key"("provider_id", "hash");


CREATE INDEX "customer_provider_id_created_at_idx" ON "customer"("provider_id", "created_at");


CREATE UNIQUE INDEX "customer_provider_id_external_id_key" ON "customer"("provider_id", "external_id");


CREATE INDEX "customer_member_user_id_idx" ON "customer_member"("user_id");


CREATE UNIQUE INDEX "meter_provider_id_slug_key" ON "meter"("provider_id", "slug");


CREATE UNIQUE INDEX "meter_provider_id_event_type_key" ON "meter"("provider_id", "event_type");


CREATE UNIQUE INDEX "plan_provider_id_slug_key" ON "plan"("provider_id", "slug");


CREATE INDEX "subscription_provider_id_customer_id_idx" ON "subscription"("provider_id", "customer_id");


CREATE INDEX "subscription_status_current_period_end_idx" ON "subscription"("status", "current_period_end");


CREATE UNIQUE INDEX "subscription_provider_id_live_customer_id_key" ON "subscription"("provider_id", "live_customer_id");


CREATE INDEX "api_key_hash_idx" ON "api_key"("hash");


CREATE INDEX "api_key_provider_id_customer_id_idx" ON "api_key"("provider_id", "customer_id");


CREATE UNIQUE INDEX "api_key_provider_id_hash_key" ON "api_key"("provider_id", "hash");


CREATE INDEX "invoice_provider_id_customer_id_period_start_idx" ON "invoice"("provider_id", "customer_id", "period_start");


CREATE INDEX "invoice_status_finalize_after_idx" ON "invoice"("status", "finalize_after");


CREATE UNIQUE INDEX "invoice_provider_id_number_key" ON "invoice"("provider_id", "number");


CREATE UNIQUE INDEX "invoice_provider_id_subscription_id_period_start_key" ON "invoice"("provider_id", "subscription_id", "period_start");


CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");


CREATE INDEX "audit_entry_provider_id_at_idx" ON "audit_entry"("provider_id", "at");


CREATE INDEX "audit_entry_provider_id_customer_id_at_idx" ON "audit_entry"("provider_id", "customer_id", "at");


ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_provider_id_invoice_id_fkey" FOREIGN KEY ("provider_id", "invoice_id") REFERENCES "invoice"("provider_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;CREATE TABLE "credit_grant" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_grant_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "credit_movement" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "grant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "invoice_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_movement_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE INDEX "credit_grant_provider_id_customer_id_idx" ON "credit_grant"("provider_id", "customer_id");


CREATE INDEX "credit_movement_provider_id_customer_id_idx" ON "credit_movement"("provider_id", "customer_id");


CREATE UNIQUE INDEX "credit_movement_provider_id_grant_id_kind_invoice_id_key" ON "credit_movement"("provider_id", "grant_id", "kind", "invoice_id");
