SELECT user_id, country, signup_ts
FROM `acme-prod.analytics.user_activity_v1`
WHERE sessions >= 3
ORDER BY signup_ts DESC
