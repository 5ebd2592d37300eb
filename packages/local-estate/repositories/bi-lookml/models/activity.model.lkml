connection: "acme_bigquery"

include: "/views/*.view.lkml"

explore: user_activity {
  label: "User activity"
  join: orders {
    sql_on: ${orders.user_id} = ${user_activity.user_id} ;;
    relationship: one_to_many
  }
}
