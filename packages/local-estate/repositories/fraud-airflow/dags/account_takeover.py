"""Accounts with many failed logins."""

from datetime import datetime

from airflow.decorators import dag, task
from airflow.providers.google.cloud.hooks.bigquery import BigQueryHook

THRESHOLD = 20


def takeover_query(threshold: int) -> str:
    return f"""
        WITH failed AS (
            SELECT user_id, COUNT(*) AS failed_logins
            FROM `acme-prod.auth.login_events`
            WHERE outcome = 'failed'
            GROUP BY user_id
        )
        SELECT
            ua.user_id,
            ua.country,
            f.failed_logins
        FROM `acme-prod.analytics.user_activity_v1` AS ua
        JOIN failed AS f
            ON f.user_id = ua.user_id
        WHERE f.failed_logins > {threshold}
        ORDER BY f.failed_logins DESC
    """


@dag(schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False)
def account_takeover():
    @task
    def notify() -> int:
        rows = BigQueryHook().get_records(takeover_query(THRESHOLD))
        for account, country, failed in rows:
            print(f"{account} ({country}): {failed} failed logins")
        return len(rows)

    notify()


account_takeover()
