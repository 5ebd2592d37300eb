package com.acme.engagement

import com.spotify.scio.ContextAndArgs
import com.spotify.scio.bigquery._

object EngagementScore {
  private val Dataset = "analytics"

  private def source(table: String): String = s"acme-prod.$Dataset.$table"

  def main(cmdlineArgs: Array[String]): Unit = {
    val (sc, args) = ContextAndArgs(cmdlineArgs)
    val query =
      s"SELECT user_id, sessions FROM `${source("user_activity_v1")}` WHERE DATE(signup_ts) <= '${args("day")}'"
    sc.bigQuerySelect(Query(query))
      .map(row => s"${row.getLong("user_id")},${row.getLong("sessions")}")
      .saveAsTextFile(args("output"))
    sc.run()
  }
}
