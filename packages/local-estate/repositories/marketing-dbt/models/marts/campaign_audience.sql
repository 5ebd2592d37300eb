select
    campaign_id,
    country_code,
    count(distinct user_id) as audience,
    min(signup_ts) as first_signup_ts
from {{ ref('stg_user_activity') }}
where campaign_id is not null
group by 1, 2
