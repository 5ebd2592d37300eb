-- user_id of orders is filled by the shop; it has nothing to do with user_activity_v1
select
    o.user_id,
    r.activity_rank,
    count(*) as orders
from {{ ref('orders') }} as o
left join {{ ref('activity_ranked') }} as r
    on r.user_id = o.user_id
group by 1, 2
