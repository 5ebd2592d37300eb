-- templated by Airflow; min_users comes from the DAG
SELECT
  d.device_id,
  COUNT(DISTINCT ua.user_id) AS users,
  MIN(ua.signup_ts) AS first_signup
FROM `acme-prod.auth.devices` AS d
JOIN `acme-prod.analytics.user_activity_v1` AS ua
  ON ua.user_id = d.user_id
GROUP BY d.device_id
HAVING COUNT(DISTINCT ua.user_id) >= {{ params.min_users }}
