from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def order_features(spark: SparkSession) -> DataFrame:
    orders = spark.table("acme-prod.shop.orders")
    return orders.groupBy("user_id").agg(F.count("*").alias("orders"))
