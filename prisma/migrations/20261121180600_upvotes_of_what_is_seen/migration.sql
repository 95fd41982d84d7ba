-- What is not seen cannot be upvoted; what was not added is not said to be; what is named stays small.

-- Upvotes ride the flush. Columns: n, activity, entry, participant, seq, upvoted. Processes of the release before name no activity.
create or replace function entries_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
language plpgsql volatile
-- By key, whatever the statistics say of the event's size.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_run int;
  v_refusal text;
begin
  select e.run, case when e.deleted_at is not null then 'event_gone'
                     when e.status = 'draft' then 'event_not_started'
                     when e.status = 'paused' then 'event_paused'
                     when e.status in ('ended', 'archived') then 'event_ended' end
    into v_run, v_refusal from event e where e.id = p_event;

  with item as materialized (
    select *, (select case when p.banned_at is not null then 'participant_banned' else 'known' end from participant p
                where p.event_id = p_event and p.id = x.participant) as who
      from unnest((p_items->>'n')::int[], (p_items->>'activity')::uuid[], (p_items->>'entry')::uuid[], (p_items->>'participant')::uuid[],
                  (p_items->>'seq')::bigint[], (p_items->>'upvoted')::boolean[]) as x(n, activity, entry, participant, seq, upvoted)
  ), judged as materialized (
    select item.*, e.id = item.entry and e.activity_id <> item.activity as is_elsewhere,
           case when who is null then 'credentials_invalid'
                when who <> 'known' then who
                when v_refusal is not null then v_refusal
                when e.id is distinct from item.entry or e.activity_id <> item.activity then 'entry_not_found'
                -- Only what the room sees can be upvoted, or what those see who answered, by them; taking back is always possible.
                when upvoted and not (e.in_room and e.status = 'approved' and coalesce((
                  select coalesce((a.settings->>'upvotes')::boolean, true)
                         and (activity_result_visible(a, 'room')
                              or activity_result_visible(a, 'answered')
                                 and (select r.answer is not null from response r
                                       where r.event_id = p_event and r.run = v_run and r.activity_id = a.id and r.participant_id = item.participant))
                    from activity a where a.event_id = p_event and a.id = e.activity_id), false))
                  then 'entry_not_found' end as refused
      from item
      -- The one at this id or behind it: asked so, only the key has an answer, and no other index looks as good while there are no statistics.
      left join lateral (select n.id, n.activity_id, n.in_room, n.status from entry n
                          where n.event_id = p_event and n.run = v_run and n.id >= item.entry order by n.id limit 1) e on true
  ), written as (
    insert into entry_upvote as u (event_id, run, entry_id, participant_id, seq, upvoted)
    select p_event, v_run, entry, participant, seq, upvoted from judged where refused is null
     order by entry, participant
    on conflict (event_id, run, entry_id, participant_id) do update set seq = excluded.seq, upvoted = excluded.upvoted
     where u.seq < excluded.seq
    returning entry_id, participant_id, new.upvoted::int - coalesce(old.upvoted, false)::int as difference
  )
  select jsonb_build_object('run', v_run,
           'participants', (select array_agg(participant_id)::text from written),
           'refused', (select jsonb_object_agg(n, refused) from judged where refused is not null),
           'elsewhere', (select jsonb_agg(n::text) from judged where is_elsewhere),
           'scores', (select jsonb_agg(same) from (select entry_id as entry, sum(difference) as difference from written group by 1) same)),
         exists (select 1 from written)
    into carry, changed;

  -- A fresh statement: what is stored decides.
  select json_object_agg(item.n, case
           when carry->'refused'->>(item.n::text) in ('credentials_invalid', 'participant_banned')
             then jsonb_build_object('refused', carry->'refused'->>(item.n::text))
           -- Under another activity it is not there, whatever is stored.
           when carry->'elsewhere' ? item.n::text then jsonb_build_object('refused', 'entry_not_found')
           when u.seq = item.seq and u.upvoted <> item.upvoted then jsonb_build_object('refused', 'seq_reused')
           when u.seq >= item.seq
             then jsonb_build_object('status', case when u.seq > item.seq then 'superseded' when u.upvoted then 'saved' else 'withdrawn' end,
                                     'answer', case when u.upvoted then true end, 'seq', u.seq)
           else jsonb_build_object('refused', coalesce(carry->'refused'->>(item.n::text), 'internal')) end)
    into answers
    from unnest((p_items->>'n')::int[], (p_items->>'entry')::uuid[], (p_items->>'participant')::uuid[], (p_items->>'seq')::bigint[],
                (p_items->>'upvoted')::boolean[]) as item(n, entry, participant, seq, upvoted)
    left join lateral (select v.seq, v.upvoted from entry_upvote v
                        where v.event_id = p_event and v.run = v_run and v.entry_id = item.entry and v.participant_id = item.participant limit 1) u on true;
end
$$;

-- Many at once, at the end, in one version. Sent again, they are there once. Ids of activities that ask something else, or that were deleted
-- with their answers, are refused, and with them all of it.
create or replace function activities_import(p_event uuid, p_activities jsonb)
returns table (outcome text, epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_epoch text;
  v_version bigint;
  v_ids uuid[] := array(select (x->>'id')::uuid from jsonb_array_elements(p_activities) x);
  v_first int;
begin
  -- Under the head lock: nobody adds one of them meanwhile.
  perform 1 from event_head h where h.event_id = p_event for update;
  if exists (select 1 from turnout t where t.event_id = p_event and t.activity_id = any(v_ids)
                and not exists (select 1 from activity o where o.event_id = p_event and o.id = t.activity_id))
     or exists (select 1 from jsonb_array_elements(p_activities) x join activity o on o.event_id = p_event and o.id = (x->>'id')::uuid
                 where (o.kind, o.title, o.settings) is distinct from (x->>'kind', x->>'title', x->'settings')) then
    return query select 'id_taken', null::text, null::bigint;
    return;
  end if;
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  v_first := coalesce((select max(o.position) + 1 from activity o where o.event_id = p_event), 0);
  perform activities_add(p_event, v_version, x.value, v_first + (x.ordinality - 1)::int)
     from jsonb_array_elements(p_activities) with ordinality x;
  perform activities_publish(p_event, v_version, v_ids);
  perform activities_publish_counts(p_event, v_version, v_ids);
  perform activities_publish_schedule(p_event, v_version);
  return query select 'created', v_epoch, v_version;
end
$$;

-- For hosts: what of the named buckets the room sees otherwise, the heaviest first: 100 of them, as many as fit 16 KB.
create or replace function activities_publish_buckets(p_event uuid, p_version bigint, a activity, p_run int) returns void
language sql volatile as $$
  select feed_put(p_event, p_version, 'host', 'buckets', a.id::text, jsonb_build_object('shown', coalesce((
    select jsonb_object_agg(bucket, shown) filter (where bytes <= 16000) from (
      select bucket, shown, sum(octet_length(to_json(bucket)::text) + octet_length(shown::text) + 2) over (order by weight desc, bucket) as bytes from (
        select d.bucket, coalesce(t.weight, 0) as weight, jsonb_build_array(d.shown_as, coalesce(t.weight, 0)) as shown from bucket_display d
          left join tally t on t.event_id = d.event_id and t.run = d.run and t.activity_id = d.activity_id and t.bucket = d.bucket
         where d.event_id = p_event and d.run = p_run and d.activity_id = a.id and d.shown_as is distinct from d.bucket
         order by 2 desc, 1 limit 100) heaviest) fitting), '{}')))
$$;
