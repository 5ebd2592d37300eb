SELECT plan_tier, country, price_cents
FROM `acme-prod.pricing.list_prices`
