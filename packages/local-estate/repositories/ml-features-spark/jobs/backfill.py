"""Fills the features of past months from the lake."""

import sys

from pyspark.sql import SparkSession

SOURCE = "gs://acme-lake/user_activity/v1/"


def main(month: str) -> None:
    spark = SparkSession.builder.appName("activity-backfill").getOrCreate()
    frame = spark.read.parquet(SOURCE).where(f"month = '{month}'")
    frame.select("user_id", "sessions").write.mode("overwrite").parquet(
        f"gs://acme-features/activity/{month}/"
    )


if __name__ == "__main__":
    main(sys.argv[1])
