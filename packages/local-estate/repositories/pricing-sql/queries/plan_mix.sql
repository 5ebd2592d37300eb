SELECT
    ua.country,
    ua.plan_tier,
    COUNT(DISTINCT ua.user_id) AS users
FROM `acme-prod.analytics.user_activity_v1` AS ua
WHERE ua.plan_tier <> 'legacy'
  AND ua.signup_ts >= TIMESTAMP '2024-01-01'
GROUP BY ua.country, ua.plan_tier
ORDER BY users DESC
