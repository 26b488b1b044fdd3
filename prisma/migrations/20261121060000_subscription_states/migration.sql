-- What each subscription was from an instant on, append-only: recurring revenue and its movements come from it.
CREATE TABLE "subscription_state" (
    "provider_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "customer_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,

    CONSTRAINT "subscription_state_pkey" PRIMARY KEY ("provider_id","subscription_id","position")
);

-- What is known of subscriptions that are older than this table: start, changes in the middle of a period, end
-- of the trial, end.
INSERT INTO "subscription_state" (provider_id, subscription_id, customer_id, at, status, plan_id, plan_version)
SELECT s.provider_id, s.id, s.customer_id, known.at, known.status, known.plan_id, known.plan_version
FROM "subscription" s CROSS JOIN LATERAL (
  SELECT s.started_at AS at, CASE WHEN s.trial_ends_at IS NULL THEN 'active' ELSE 'trialing' END AS status,
    coalesce(first.plan_id, s.plan_id) AS plan_id, coalesce(first.plan_version, s.plan_version) AS plan_version
  FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
    SELECT p.plan_id, p.plan_version FROM "subscription_phase" p
    WHERE p.provider_id = s.provider_id AND p.subscription_id = s.id ORDER BY p.started_at LIMIT 1
  ) AS first ON true
  UNION ALL
  SELECT s.trial_ends_at, 'active', coalesce(first.plan_id, s.plan_id), coalesce(first.plan_version, s.plan_version)
  FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
    SELECT p.plan_id, p.plan_version FROM "subscription_phase" p
    WHERE p.provider_id = s.provider_id AND p.subscription_id = s.id ORDER BY p.started_at LIMIT 1
  ) AS first ON true
  WHERE s.trial_ends_at IS NOT NULL AND s.status <> 'trialing'
  UNION ALL
  SELECT p.ended_at, 'active', coalesce(after.plan_id, s.plan_id), coalesce(after.plan_version, s.plan_version)
  FROM "subscription_phase" p LEFT JOIN LATERAL (
    SELECT n.plan_id, n.plan_version FROM "subscription_phase" n
    WHERE n.provider_id = p.provider_id AND n.subscription_id = p.subscription_id AND n.started_at > p.started_at
    ORDER BY n.started_at LIMIT 1
  ) AS after ON true
  WHERE p.provider_id = s.provider_id AND p.subscription_id = s.id
  UNION ALL
  SELECT s.cancelled_at, 'cancelled', s.plan_id, s.plan_version WHERE s.status = 'cancelled' AND s.cancelled_at IS NOT NULL
) AS known
WHERE s.usage_from IS NOT NULL
ORDER BY s.provider_id, s.id, known.at;
