-- until spring this query read analytics.user_activity_v1
SELECT
  region,
  DATE_TRUNC(DATE(signed_up_at), WEEK) AS signup_week,
  COUNT(DISTINCT account_id) AS accounts,
  SUM(sessions) AS sessions
FROM `acme-prod.core.user_activity`
GROUP BY region, signup_week
