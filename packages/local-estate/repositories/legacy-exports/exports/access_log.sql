SELECT user_id, accessed_at, resource
FROM `acme-prod.audit.access_log`
WHERE accessed_at >= TIMESTAMP '2024-01-01'
ORDER BY accessed_at
