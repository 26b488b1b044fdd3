CREATE TABLE "plan_invitation" (
    "provider_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "email" TEXT,
    "uses_left" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_invitation_pkey" PRIMARY KEY ("provider_id","id")
);

CREATE UNIQUE INDEX "plan_invitation_provider_id_hash_key" ON "plan_invitation"("provider_id", "hash");

CREATE INDEX "plan_invitation_provider_id_plan_id_idx" ON "plan_invitation"("provider_id", "plan_id");
