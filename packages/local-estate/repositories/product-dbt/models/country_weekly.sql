select
    country,
    date_trunc(date(signup_ts), week) as signup_week,
    count(distinct user_id) as users,
    sum(sessions) as sessions
from {{ ref("user_activity_v1") }}
group by 1, 2
