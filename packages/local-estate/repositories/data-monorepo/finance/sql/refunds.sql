-- refunds know users by themselves
SELECT user_id, SUM(amount_cents) AS refunded_cents
FROM `acme-prod.shop.refunds`
GROUP BY user_id
