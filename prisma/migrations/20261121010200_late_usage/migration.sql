CREATE TABLE "late_usage" (
    "provider_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "late_usage_pkey" PRIMARY KEY ("provider_id","customer_id")
);

CREATE INDEX "late_usage_provider_id_due_at_idx" ON "late_usage"("provider_id", "due_at");
