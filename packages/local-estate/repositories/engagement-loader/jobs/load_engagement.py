"""Loads the engagement of each user into the feature store."""
from google.cloud import bigquery

DATASET = "analytics"
TABLE = "acme-prod." + DATASET + ".user_activity_v1"


def load(day):
    client = bigquery.Client()
    rows = client.query(
        "SELECT user_id, sessions FROM `" + TABLE + "` WHERE DATE(signup_ts) <= '" + day + "'"
    ).result()
    return {row["user_id"]: row["sessions"] for row in rows}
