SELECT day, country FROM `acme-prod.reference.holidays`
