-- Whoever signs up for the plan by themselves gives a card before it starts.
ALTER TABLE "plan" ADD COLUMN "requires_card" BOOLEAN NOT NULL DEFAULT false;
