SELECT
  shop_id,
  DATE(created_ts) AS day,
  COUNT(order_no) AS orders,
  SUM(amount) AS turnover
FROM `acme-prod.shop.orders_v1`
GROUP BY shop_id, day
