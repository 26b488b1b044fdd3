-- What a provider's invoices say and show, and how a customer is taxed.
ALTER TABLE "provider" ADD COLUMN "paper_settings" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "logo_id" TEXT;

ALTER TABLE "customer" ADD COLUMN "tax_treatment" TEXT NOT NULL DEFAULT 'standard';

CREATE TABLE "logo" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "logo_pkey" PRIMARY KEY ("provider_id","id")
);
