view: orders {
  sql_table_name: `acme-prod.shop.orders` ;;

  dimension: user_id {
    type: number
    sql: ${TABLE}.user_id ;;
  }
}
