-- Since when a customer that signed up by itself waits for an address to be confirmed; null where none is waited for,
-- as for all that exist. The table's trigger announces a change of it.
ALTER TABLE "customer" ADD COLUMN "unconfirmed_since" TIMESTAMPTZ(3);

CREATE TABLE "customer_invitation" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "invited_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_invitation_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE INDEX "customer_invitation_provider_id_customer_id_idx" ON "customer_invitation"("provider_id", "customer_id");
CREATE UNIQUE INDEX "customer_invitation_provider_id_hash_key" ON "customer_invitation"("provider_id", "hash");
