SELECT user_id, COUNT(*) AS copies
FROM `acme-prod.analytics.user_activity_v1`
GROUP BY user_id
HAVING COUNT(*) > 1
