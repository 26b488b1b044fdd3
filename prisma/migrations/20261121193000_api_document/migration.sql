-- CreateTable
CREATE TABLE "api_document" (
    "provider_id" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_document_pkey" PRIMARY KEY ("provider_id")
);
