select a.user_id, a.country
from analytics.user_activity_v1 a
where a.sessions = 0
  and not exists (
    select 1
    from crm.unsubscribed u
    where u.user_id = a.user_id
  )
