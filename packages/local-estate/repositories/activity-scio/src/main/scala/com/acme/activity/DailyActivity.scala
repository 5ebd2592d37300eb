package com.acme.activity

import com.spotify.scio._
import com.spotify.scio.bigquery._
import com.spotify.scio.bigquery.types.BigQueryType

object DailyActivity {
  @BigQueryType.fromQuery(
    """
      |SELECT user_id, country, sessions
      |FROM `acme-prod.analytics.user_activity_v1`
      |WHERE DATE(signup_ts) <= '%s'
    """.stripMargin,
    "2025-01-01"
  )
  class Activity

  @BigQueryType.toTable
  case class CountryActivity(country: String, users: Long, sessions: Long)

  def main(arguments: Array[String]): Unit = {
    val (sc, args) = ContextAndArgs(arguments)
    sc.typedBigQuery[Activity](Activity.queryAsSource(args("date")))
      .map(a => (a.country.getOrElse("??"), (a.user_id, a.sessions.getOrElse(0L))))
      .groupByKey
      .map { case (country, rows) =>
        CountryActivity(country, rows.map(_._1).toSet.size, rows.map(_._2).sum)
      }
      .saveAsTypedBigQueryTable(Table.Spec("acme-prod:serving.country_activity"))
    sc.run()
  }
}
