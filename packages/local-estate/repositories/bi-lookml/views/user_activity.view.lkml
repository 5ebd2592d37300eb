view: user_activity {
  sql_table_name: `acme-prod.analytics.user_activity_v1` ;;

  dimension: user_id {
    primary_key: yes
    type: number
    sql: ${TABLE}.user_id ;;
  }

  dimension_group: signup {
    type: time
    timeframes: [date, week, month]
    sql: ${TABLE}.signup_ts ;;
  }

  dimension: country {
    type: string
    sql: ${TABLE}.country ;;
  }

  measure: users {
    type: count_distinct
    sql: ${user_id} ;;
  }
}
