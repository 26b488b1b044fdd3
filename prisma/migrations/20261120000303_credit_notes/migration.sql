CREATE TABLE "credit_note" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "taxable" BIGINT NOT NULL,
    "taxes" JSONB NOT NULL DEFAULT '[]',
    "total" BIGINT NOT NULL,
    "applied" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_note_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE UNIQUE INDEX "credit_note_provider_id_number_key" ON "credit_note"("provider_id", "number");

CREATE INDEX "credit_note_provider_id_invoice_id_idx" ON "credit_note"("provider_id", "invoice_id");
