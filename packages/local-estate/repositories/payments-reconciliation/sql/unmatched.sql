SELECT p.payment_no, p.paid_ts, p.amount
FROM `acme-prod.payments.payments_v1` AS p
LEFT JOIN `acme-prod.billing.invoices` AS i
  ON i.payment_no = p.payment_no
WHERE i.payment_no IS NULL
