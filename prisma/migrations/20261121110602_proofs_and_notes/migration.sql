-- CreateTable
CREATE TABLE "proof_record" (
    "provider_id" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "proof_record_pkey" PRIMARY KEY ("provider_id")
);

-- CreateTable
CREATE TABLE "customer_note" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_note_pkey" PRIMARY KEY ("provider_id","id")
);

-- CreateIndex
CREATE INDEX "customer_note_provider_id_customer_id_idx" ON "customer_note"("provider_id", "customer_id");
