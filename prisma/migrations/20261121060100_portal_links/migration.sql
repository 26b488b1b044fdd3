-- A session that a portal link opened belongs to no person who signs in; it may name the provider's one who did it.
ALTER TABLE "user_session" ALTER COLUMN "user_id" DROP NOT NULL;
ALTER TABLE "user_session" ADD COLUMN "opened_by" JSONB;
ALTER TABLE "user_session" ADD COLUMN "return_url" TEXT;
