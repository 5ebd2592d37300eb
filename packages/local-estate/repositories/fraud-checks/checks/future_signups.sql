SELECT user_id, signup_ts
FROM `acme-prod.analytics.user_activity_v1`
WHERE signup_ts > CURRENT_TIMESTAMP()
