WITH orders_per_user AS (
  SELECT user_id, SUM(amount_cents) AS amount_cents
  FROM `acme-prod.shop.orders`
  GROUP BY user_id
)
SELECT
  ua.country,
  AVG(o.amount_cents) / 100 AS lifetime_value,
  COUNT(ua.user_id) AS users
FROM `acme-prod.analytics.user_activity_v1` AS ua
LEFT JOIN orders_per_user AS o
  ON o.user_id = ua.user_id
WHERE ua.signup_ts < TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 90 DAY)
GROUP BY ua.country
