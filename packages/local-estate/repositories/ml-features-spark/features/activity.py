from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def activity_features(spark: SparkSession) -> DataFrame:
    activity = spark.table("acme-prod.analytics.user_activity_v1")
    return (
        activity.where(F.col("sessions") > 0)
        .groupBy("user_id", "country")
        .agg(
            F.sum("sessions").alias("sessions"),
            F.min(F.col("signup_ts")).alias("first_signup"),
        )
    )
