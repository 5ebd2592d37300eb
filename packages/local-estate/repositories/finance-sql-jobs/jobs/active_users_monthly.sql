select user_id, count(*) as months
from analytics.user_activity_v1
where sessions > 0
  and signup_ts < timestamp '2025-01-01'
group by user_id
order by user_id;
