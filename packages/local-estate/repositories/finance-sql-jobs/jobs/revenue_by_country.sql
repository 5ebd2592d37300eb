-- Revenue by country, from analytics.user_activity_v1 and the billing tables.
WITH paying AS (
    SELECT
        ua.user_id,
        ua.country,
        ua.signup_ts
    FROM `acme-prod.analytics.user_activity_v1` AS ua
    JOIN `acme-prod.billing.subscriptions` AS s
        ON s.user_id = ua.user_id
    WHERE s.status = 'active'
),

invoiced AS (
    SELECT
        user_id,
        SUM(amount_cents) AS amount_cents
    FROM `acme-prod.billing.invoices`
    GROUP BY user_id
)

SELECT
    p.country,
    COUNT(DISTINCT p.user_id) AS customers,
    MIN(p.signup_ts) AS first_signup_ts,
    SUM(i.amount_cents) / 100 AS revenue
FROM paying AS p
JOIN invoiced AS i
    ON i.user_id = p.user_id
GROUP BY p.country
ORDER BY revenue DESC;
