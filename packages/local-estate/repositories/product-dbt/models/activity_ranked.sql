{{
    config(
        materialized='incremental',
        unique_key=['user_id', 'signup_ts'],
        incremental_strategy='merge'
    )
}}

select
    ua.user_id,
    ua.signup_ts,
    ua.country,
    ua.sessions,
    row_number() over (
        partition by ua.user_id
        order by ua.signup_ts desc
    ) as activity_rank
from {{ ref('user_activity_v1') }} as ua
{% if is_incremental() %}
where ua.signup_ts > (select max(known.signup_ts) from {{ this }} as known)
{% endif %}
