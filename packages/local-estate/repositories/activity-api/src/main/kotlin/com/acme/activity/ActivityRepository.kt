package com.acme.activity

class ActivityRepository(private val warehouse: Warehouse) {
    fun sessionsOf(userId: Long): Long? =
        warehouse
            .query(
                """
                SELECT sessions
                FROM `acme-prod.analytics.user_activity_v1`
                WHERE user_id = @userId
                """.trimIndent(),
                mapOf("userId" to userId),
            )
            .singleOrNull()
            ?.getLong("sessions")
}
