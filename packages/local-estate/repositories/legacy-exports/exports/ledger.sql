SELECT entry_id, user_id, amount_cents
FROM `acme-prod.finance.ledger`
