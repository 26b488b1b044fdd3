-- When unpaid invoices stopped a customer's calls; null while they may go on. The subscription's trigger
-- announces the change to all processes, as it does every other.
ALTER TABLE "subscription" ADD COLUMN "access_stopped_at" TIMESTAMPTZ(3);
