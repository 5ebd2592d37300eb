{{ config(materialized='view', tags=['staging']) }}

-- Before user_activity_v1 this model read the tracker's export.
with activity as (

    select
        user_id,
        signup_ts,
        lower(country) as country_code,
        sessions
    from {{ source('analytics', 'user_activity_v1') }}
    where signup_ts >= timestamp('2023-01-01')

),

members as (

    -- campaign_members has a user_id of its own
    select
        user_id,
        campaign_id
    from {{ source('crm', 'campaign_members') }}

)

select
    activity.user_id,
    activity.signup_ts,
    activity.country_code,
    activity.sessions,
    members.campaign_id
from activity
left join members
    on members.user_id = activity.user_id
