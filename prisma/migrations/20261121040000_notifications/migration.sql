ALTER TABLE "domain_event" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "retry_at" TIMESTAMPTZ(3);


CREATE TABLE "usage_threshold" (
    "provider_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "meter" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "percent" INTEGER NOT NULL,
    "reached_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_threshold_pkey" PRIMARY KEY ("provider_id","customer_id","kind","meter","window_start","percent")
);


CREATE TABLE "webhook_endpoint" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'enabled',
    "disabled_reason" TEXT,
    "secret" BYTEA NOT NULL,
    "old_secret" BYTEA,
    "old_secret_until" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "webhook_delivery" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "webhook_attempt" (
    "provider_id" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "status_code" INTEGER,
    "response_body" TEXT,
    "error" TEXT,

    CONSTRAINT "webhook_attempt_pkey" PRIMARY KEY ("provider_id","delivery_id","number")
);


CREATE TABLE "mail" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "customer_id" TEXT,
    "props" JSONB NOT NULL,
    "is_private" BOOLEAN NOT NULL DEFAULT false,
    "subject" TEXT,
    "html" TEXT,
    "text" TEXT,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("provider_id","id")
);


CREATE TABLE "mail_settings" (
    "provider_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "invoice_emails" TEXT[],
    "alerts" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "mail_settings_pkey" PRIMARY KEY ("provider_id","customer_id")
);


CREATE TABLE "mail_unsubscribe" (
    "provider_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_unsubscribe_pkey" PRIMARY KEY ("provider_id","email","category")
);


CREATE INDEX "webhook_delivery_next_attempt_at_idx" ON "webhook_delivery"("next_attempt_at");


CREATE UNIQUE INDEX "webhook_delivery_provider_id_endpoint_id_event_id_key" ON "webhook_delivery"("provider_id", "endpoint_id", "event_id");


CREATE INDEX "mail_next_attempt_at_idx" ON "mail"("next_attempt_at");


CREATE UNIQUE INDEX "mail_provider_id_key_key" ON "mail"("provider_id", "key");

-- Something waits to be told, delivered or mailed: the workers are woken at its commit.
CREATE FUNCTION announce_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tollgate_outbox', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER announce AFTER INSERT ON domain_event
  FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();
CREATE TRIGGER announce AFTER INSERT ON webhook_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();
CREATE TRIGGER announce AFTER INSERT ON mail
  FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();

CREATE INDEX "domain_event_provider_id_subject_id_idx" ON "domain_event"("provider_id", "subject_id");
