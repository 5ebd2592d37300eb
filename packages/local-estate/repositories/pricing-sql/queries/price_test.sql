SELECT
    t.variant,
    COUNT(DISTINCT t.user_id) AS users,
    SUM(ua.sessions) AS sessions
FROM `acme-prod.pricing.price_test` AS t
JOIN `acme-prod.analytics.user_activity_v1` AS ua
    ON ua.user_id = t.user_id
GROUP BY t.variant
