-- CreateTable
CREATE TABLE "domain_event" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "customer_id" TEXT,
    "subject_id" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "domain_event_pkey" PRIMARY KEY ("provider_id","id")
);

-- CreateIndex
CREATE INDEX "domain_event_handled_at_created_at_idx" ON "domain_event"("handled_at", "created_at");
