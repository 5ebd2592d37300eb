SELECT
  ua.country,
  COUNTIF(ua.sessions = 0) AS silent_users,
  COUNT(ua.user_id) AS users
FROM `acme-prod.analytics.user_activity_v1` AS ua
WHERE ua.signup_ts >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 365 DAY)
GROUP BY ua.country
ORDER BY silent_users DESC
