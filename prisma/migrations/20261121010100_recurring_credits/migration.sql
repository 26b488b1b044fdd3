ALTER TABLE "credit_grant"
    ADD COLUMN "recur_interval" TEXT,
    ADD COLUMN "recur_reset" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "recur_anchor" TEXT,
    ADD COLUMN "recur_at" TIMESTAMPTZ(3);

CREATE INDEX "credit_grant_provider_id_recur_at_idx" ON "credit_grant"("provider_id", "recur_at");
