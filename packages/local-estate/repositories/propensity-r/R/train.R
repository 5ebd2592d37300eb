library(bigrquery)

query <- "
  SELECT user_id, signup_ts, sessions
  FROM `acme-prod.analytics.user_activity_v1`
  WHERE sessions > 0
"

activity <- bq_table_download(bq_project_query("acme-prod", query))
activity$age_days <- as.numeric(difftime(Sys.time(), activity$signup_ts, units = "days"))

model <- glm(sessions ~ age_days, data = activity, family = poisson())
saveRDS(list(model = model, users = activity$user_id), "propensity.rds")
