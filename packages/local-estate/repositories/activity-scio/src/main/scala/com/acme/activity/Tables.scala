package com.acme.activity

object Tables {
  val UserActivity = "acme-prod.analytics.user_activity_v1"
  val Orders = "acme-prod.shop.orders"
}
