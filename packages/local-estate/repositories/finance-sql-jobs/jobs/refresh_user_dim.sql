CREATE OR REPLACE TABLE `acme-prod.finance.user_dim` AS
SELECT
    user_id,
    country,
    signup_ts,
    IF(sessions > 100, 'heavy', 'light') AS activity_class
FROM `acme-prod.analytics.user_activity_v1`
WHERE user_id IS NOT NULL;
