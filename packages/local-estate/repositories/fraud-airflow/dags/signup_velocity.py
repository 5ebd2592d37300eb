"""Sign-ups per country and hour."""

from datetime import datetime

from airflow import DAG
from airflow.providers.google.cloud.operators.bigquery import (
    BigQueryInsertJobOperator,
)

SIGNUP_VELOCITY = """
SELECT
  ua.country,
  TIMESTAMP_TRUNC(ua.signup_ts, HOUR) AS signup_hour,
  COUNT(DISTINCT ua.user_id) AS signups
FROM `acme-prod.analytics.user_activity_v1` AS ua
WHERE DATE(ua.signup_ts) = '{{ ds }}'
GROUP BY 1, 2
"""

with DAG(
    dag_id="signup_velocity",
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
) as dag:
    BigQueryInsertJobOperator(
        task_id="signup_velocity",
        configuration={
            "query": {
                "query": SIGNUP_VELOCITY,
                "useLegacySql": False,
            }
        },
    )
