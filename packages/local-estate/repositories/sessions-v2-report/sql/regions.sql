SELECT region, ARRAY_AGG(DISTINCT country) AS countries
FROM core.user_activity
GROUP BY region
