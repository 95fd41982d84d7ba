-- Entries: texts that came as answers and live on their own, moderated, shown in a window, upvoted. An entry's id says nothing of its author.

create table entry (
  event_id uuid not null,
  run int not null,
  id uuid not null default gen_random_uuid(),
  activity_id uuid not null,
  -- Of a survey; empty otherwise.
  part text not null,
  participant_id uuid not null,
  text text not null,
  -- pending, approved, dismissed, withdrawn
  status text not null,
  score bigint not null default 0,
  -- Whether it stands in the room's window, and in the hosts'.
  in_room boolean not null default false,
  in_queue boolean not null default false,
  created_at timestamptz(3) not null default clock_timestamp(),
  primary key (event_id, run, id)
);
create index entry_of_participant on entry (event_id, run, participant_id, activity_id);
-- What stands in a window, of however many there were.
create index entry_seen on entry (event_id, run, activity_id) where in_room or in_queue;
-- The windows are read from here: the best, and among equals the newest.
create index entry_ranked on entry (event_id, run, activity_id, status, score desc, created_at desc);

create table entry_upvote (
  event_id uuid not null,
  run int not null,
  entry_id uuid not null,
  participant_id uuid not null,
  seq bigint not null,
  upvoted boolean not null,
  primary key (event_id, run, entry_id, participant_id)
);
create index entry_upvote_of_participant on entry_upvote (event_id, run, participant_id);

-- The room's window is the 100 best approved, hosts see those, the 200 longest waiting and the 20 last set aside. What leaves a window is a
-- null (W16). Texts are a result: who may see that may see them (A3).
create function entries_publish(p_event uuid, p_version bigint, a activity) returns void
language plpgsql volatile as $$
declare
  v_run int := (select run from event where id = p_event);
  v_named boolean := (select settings->>'answers' = 'named' from event where id = p_event);
  v_room boolean := activity_result_visible(a, 'room');
  v_answered boolean := activity_result_visible(a, 'answered');
  v_left uuid[];
  v_gone uuid[];
begin
  with best as (
    select id from entry where event_id = p_event and run = v_run and activity_id = a.id and status = 'approved'
     order by score desc, created_at desc, id limit 100
  ), queue as (
    select id from best
    union
    (select id from entry where event_id = p_event and run = v_run and activity_id = a.id and status = 'pending' order by created_at, id limit 200)
    union
    (select id from entry where event_id = p_event and run = v_run and activity_id = a.id and status = 'dismissed' order by created_at desc, id limit 20)
  ), looked_at as (
    select id from entry where event_id = p_event and run = v_run and activity_id = a.id and (in_room or in_queue)
    union
    select id from queue
  ), turned as (
    update entry e set in_room = e.id in (select id from best), in_queue = e.id in (select id from queue)
     where e.event_id = p_event and e.run = v_run and e.id in (select id from looked_at)
       and (e.in_room, e.in_queue) is distinct from (e.id in (select id from best), e.id in (select id from queue))
    returning e.id, new.in_room as in_room, new.in_queue as in_queue
  )
  select array_agg(id) filter (where not in_room), array_agg(id) filter (where not in_queue) into v_left, v_gone from turned;

  insert into feed_entity as f (event_id, audience, type, id, version, body)
  select p_event, x.audience, x.type, e.id::text, p_version, x.body
    from entry e
    left join participant p on v_named and p.event_id = e.event_id and p.id = e.participant_id,
    lateral (select jsonb_build_object('activityId', e.activity_id, 'part', e.part, 'text', e.text,
                      'author', participant_name(p), 'createdAt', time_ms(e.created_at)) as entry,
                    jsonb_build_object('score', e.score) as score) body,
    lateral (values ('host', 'entry', body.entry || jsonb_build_object('status', e.status), e.in_queue), ('host', 'score', body.score, e.in_queue),
                    ('attendee', 'entry', body.entry, e.in_room and v_room), ('attendee', 'score', body.score, e.in_room and v_room),
                    ('result:' || a.result_key, 'entry', body.entry, e.in_room and v_answered),
                    ('result:' || a.result_key, 'score', body.score, e.in_room and v_answered)) as x(audience, type, body, is_seen)
   where e.event_id = p_event and e.run = v_run and e.activity_id = a.id and (e.in_room or e.in_queue) and x.is_seen
  on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
   where f.body is distinct from excluded.body;

  -- By key: out of the window, or out of sight because the host hid the result.
  update feed_entity f set version = p_version, body = null
    from unnest(v_left || case when v_room and v_answered then '{}' else array(
           select e.id from entry e where e.event_id = p_event and e.run = v_run and e.activity_id = a.id and e.in_room) end) as hidden(id),
         unnest(array['entry', 'score']) as kind,
         unnest(array['attendee', 'result:' || a.result_key]) as seen_by
   where f.event_id = p_event and f.audience = seen_by and f.type = kind and f.id = hidden.id::text and f.body is not null
     and (hidden.id = any(v_left) or not case when seen_by = 'attendee' then v_room else v_answered end);
  update feed_entity f set version = p_version, body = null
    from unnest(v_gone) as hidden(id), unnest(array['entry', 'score']) as kind
   where f.event_id = p_event and f.audience = 'host' and f.type = kind and f.id = hidden.id::text and f.body is not null;
end
$$;

-- What the flush stored: `[{activity, participant, texts: {part: [text]} | null}]`. A text that stayed keeps its entry, its upvotes and what
-- the moderators said; one that went is withdrawn; a new one begins anew.
create function entries_write(p_event uuid, p_run int, p_written jsonb) returns void
language plpgsql volatile as $$
declare
  v_status text := (select case when settings->>'moderation' = 'before' then 'pending' else 'approved' end from event where id = p_event);
begin
  update entry e set status = 'withdrawn'
    from jsonb_to_recordset(p_written) as w(activity uuid, participant uuid, texts jsonb)
   where e.event_id = p_event and e.run = p_run and e.participant_id = w.participant and e.activity_id = w.activity
     -- What was set aside stays so, also if its author takes it away and brings it back.
     and e.status not in ('withdrawn', 'dismissed') and not coalesce(w.texts->e.part ? e.text, false);

  insert into entry (event_id, run, activity_id, part, participant_id, text, status)
  select p_event, p_run, w.activity, part.key, w.participant, said.text, v_status
    from jsonb_to_recordset(p_written) as w(activity uuid, participant uuid, texts jsonb),
         jsonb_each(case when jsonb_typeof(w.texts) = 'object' then w.texts else '{}' end) part,
         jsonb_array_elements_text(part.value) with ordinality as said(text, place)
   where not exists (select 1 from entry e where e.event_id = p_event and e.run = p_run and e.participant_id = w.participant
                        and e.activity_id = w.activity and e.part = part.key and e.text = said.text and e.status <> 'withdrawn')
   order by w.activity, w.participant, part.key, said.place;
end
$$;

create function entries_activity_deleted(p_event uuid, p_version bigint, a activity) returns void
language plpgsql volatile as $$
declare
  v_run int := (select run from event where id = p_event);
begin
  perform feed_drop(p_event, p_version, f.audience, f.type, f.id)
     from entry e join feed_entity f on f.event_id = p_event and f.id = e.id::text and f.type in ('entry', 'score')
                                    and f.audience = any(array['host', 'attendee', 'result:' || a.result_key])
    where e.event_id = p_event and e.run = v_run and e.activity_id = a.id and (e.in_room or e.in_queue);
  update entry set in_room = false, in_queue = false, status = 'withdrawn' where event_id = p_event and run = v_run and activity_id = a.id;
end
$$;

-- A host's word on one entry. PL007: there is no such entry, or its author took it back.
create function entries_moderate(p_event uuid, p_activity uuid, p_id uuid, p_status text)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_epoch text;
  v_version bigint;
  a activity;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  select * into a from activity o where o.event_id = p_event and o.id = p_activity;
  update entry e set status = p_status
   where e.event_id = p_event and e.run = (select run from event where id = p_event) and e.id = p_id
     and e.activity_id = p_activity and e.status <> 'withdrawn';
  if not found then
    raise exception 'no such entry' using errcode = 'PL007';
  end if;
  perform entries_publish(p_event, v_version, a);
  return query select v_epoch, v_version;
end
$$;

-- Upvotes ride the flush. Columns: n, entry, participant, seq, upvoted.
create function entries_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
language plpgsql volatile as $$
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
      from unnest((p_items->>'n')::int[], (p_items->>'entry')::uuid[], (p_items->>'participant')::uuid[], (p_items->>'seq')::bigint[],
                  (p_items->>'upvoted')::boolean[]) as x(n, entry, participant, seq, upvoted)
  ), judged as materialized (
    select item.*, case when who is null then 'credentials_invalid'
                        when who <> 'known' then who
                        when v_refusal is not null then v_refusal
                        when not exists (select 1 from entry e where e.event_id = p_event and e.run = v_run and e.id = item.entry)
                          then 'entry_not_found'
                        -- Only what the room sees can be upvoted; taking back is always possible.
                        when upvoted and not coalesce((select e.in_room and e.status = 'approved' and coalesce((a.settings->>'upvotes')::boolean, true)
                                                        from entry e join activity a on a.event_id = e.event_id and a.id = e.activity_id
                                                       where e.event_id = p_event and e.run = v_run and e.id = item.entry), false)
                          then 'entry_not_found' end as refused
      from item
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
           'scores', (select jsonb_agg(same) from (select entry_id as entry, sum(difference) as difference from written group by 1) same)),
         exists (select 1 from written)
    into carry, changed;

  -- A fresh statement: what is stored decides.
  select json_object_agg(item.n, case
           when carry->'refused'->>(item.n::text) in ('credentials_invalid', 'participant_banned')
             then jsonb_build_object('refused', carry->'refused'->>(item.n::text))
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

create function entries_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_run int := (p_carry->>'run')::int;
  a activity;
begin
  if not exists (select 1 from event e where e.id = p_event and e.run = v_run and e.status = 'live' and e.deleted_at is null)
     or not participants_may_act(p_event, (p_carry->>'participants')::uuid[]) then
    raise exception 'closed or banned meanwhile' using errcode = 'PL001';
  end if;
  update entry e set score = e.score + s.difference
    from jsonb_to_recordset(p_carry->'scores') as s(entry uuid, difference bigint)
   where e.event_id = p_event and e.run = v_run and e.id = s.entry and s.difference <> 0;
  for a in select * from activity o where o.event_id = p_event and o.id in (
             select e.activity_id from entry e, jsonb_to_recordset(p_carry->'scores') as s(entry uuid)
              where e.event_id = p_event and e.run = v_run and e.id = s.entry) order by o.id loop
    perform entries_publish(p_event, p_version, a);
  end loop;
  return '{}';
end
$$;

-- Rows of one participant, in key order, before the head.
create function entries_participant_lock(p_event uuid, p_participant uuid) returns void
language plpgsql volatile as $$
begin
  perform 1 from entry_upvote u
    where u.event_id = p_event and u.participant_id = p_participant order by u.run, u.entry_id for update;
end
$$;

-- Their texts go, and their upvotes are taken back.
create function entries_participant_removed(p_event uuid, p_version bigint, p_participant uuid) returns void
language plpgsql volatile as $$
declare
  v_run int := (select run from event where id = p_event);
  v_ids uuid[];
  a activity;
begin
  with taken as (
    update entry_upvote u set upvoted = false
     where u.event_id = p_event and u.run = v_run and u.participant_id = p_participant and u.upvoted
    returning u.entry_id
  ), lowered as (
    update entry e set score = e.score - 1 from taken
     where e.event_id = p_event and e.run = v_run and e.id = taken.entry_id
    returning e.activity_id
  ), gone as (
    update entry e set status = 'withdrawn'
     where e.event_id = p_event and e.run = v_run and e.participant_id = p_participant and e.status <> 'withdrawn'
       and not exists (select 1 from taken where taken.entry_id = e.id)
    returning e.activity_id
  )
  select array_agg(activity_id) into v_ids from (select activity_id from lowered union select activity_id from gone) touched;
  -- An own text that was upvoted by its author was changed above already: a row is updated once per statement.
  with rest as (
    update entry e set status = 'withdrawn'
     where e.event_id = p_event and e.run = v_run and e.participant_id = p_participant and e.status <> 'withdrawn'
    returning e.activity_id
  )
  select v_ids || array_agg(activity_id) into v_ids from rest;
  for a in select * from activity o where o.event_id = p_event and o.id = any(v_ids) order by o.id loop
    perform entries_publish(p_event, p_version, a);
  end loop;
end
$$;

-- Responses ride the flush as before, and bring what else an answer holds. Columns: n, activity, participant, seq, answer (canonical JSON
-- text) | null, contributions, settingsRevision, extra {texts: {part: [text]}, hides: [bucket]} | null.
create or replace function activities_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
language plpgsql volatile as $$
declare
  v_run int;
  v_refusal text;
  v_may boolean := participants_may_act(p_event, (p_items->>'participant')::uuid[]);
  v_refused jsonb;
  v_items int;
  v_written int;
begin
  select e.run, case when e.deleted_at is not null then 'event_gone'
                     when e.status = 'draft' then 'event_not_started'
                     when e.status = 'paused' then 'event_paused'
                     when e.status in ('ended', 'archived') then 'event_ended' end
    into v_run, v_refusal from event e where e.id = p_event;

  with item as materialized (
    select * from unnest((p_items->>'n')::int[], (p_items->>'activity')::uuid[], (p_items->>'participant')::uuid[],
                         (p_items->>'seq')::bigint[], (p_items->>'answer')::text[], (p_items->>'contributions')::jsonb[],
                         (p_items->>'settingsRevision')::int[], (p_items->>'extra')::jsonb[])
      as x(n, activity, participant, seq, answer, contributions, revision, extra)
  ), ballot as materialized (
    select a.id, a.settings_revision, case when a.result_visibility = 'after-own-response' then a.result_key end as key,
           a.traits ? 'texts' as has_texts,
           case when a.state = 'ready' or (a.state = 'open' and a.opens_at > clock_timestamp()) then 'not_open_yet'
                when not activity_takes_answers(a) then 'activity_closed' end as refused
      from activity a
     where a.event_id = p_event and a.id = any(array(select distinct activity from item))
  ), judged as materialized (
    -- A subquery per participant, not a join: its plan is one index look-up whatever the statistics say. A join that was
    -- planned while the event was small reads every participant of the event once it is large.
    select item.*, ballot.key, ballot.has_texts,
           case v_may or (select p.banned_at is null from participant p where p.event_id = p_event and p.id = item.participant)
             when true then case
               when ballot.id is null then 'activity_not_found'
               when v_refusal is not null then v_refusal
               when ballot.refused is not null then ballot.refused
               when item.answer is not null and ballot.settings_revision <> item.revision then 'stale' end
             when false then 'participant_banned'
             else 'credentials_invalid' end as refused
      from item left join ballot on ballot.id = item.activity
  ), written as (
    -- In key order: two flushes never wait for each other in a circle. The seq guard makes the newest answer win.
    insert into response as r (event_id, run, activity_id, participant_id, seq, answer, contributions)
    select p_event, v_run, activity, participant, seq, answer, contributions
      from judged where refused is null
     order by activity, participant
    on conflict (event_id, run, activity_id, participant_id) do update
       set seq = excluded.seq, answer = excluded.answer, contributions = excluded.contributions,
           nonce = gen_random_uuid(), updated_at = clock_timestamp()
     where r.seq < excluded.seq
    returning activity_id, participant_id, new.contributions as now, old.contributions as was,
              (new.answer is not null)::int - coalesce(old.answer is not null, false)::int as turnout
  )
  select count(*),
         -- As if all of it was written, which is nearly always so.
         ('{' || string_agg('"' || n || '":{"status":"' || case when answer is null then 'withdrawn","answer":null' else
            'saved","answer":' || answer::json || coalesce(',"resultKey":"' || key || '"', '') end || ',"seq":' || seq || '}', ',') || '}')::json,
         jsonb_object_agg(n, refused) filter (where refused is not null),
         (select count(*) from written),
         jsonb_build_object(
           'run', v_run,
           'participants', (select array_agg(participant_id)::text from written),
           -- Withdrawals name no revision: taking back is always possible.
           'ballots', (select jsonb_agg(same) from (
              select distinct activity, case when answer is not null then revision end as revision
                from judged where refused is null) same),
           -- Few different answers, whatever the number of votes: grouped before they are taken apart.
           'changes', (select jsonb_agg(same) from (
              select activity_id as activity, now, was, sum(turnout) as turnout, count(*) as votes
                from written group by activity_id, now, was) same),
           'texts', case when exists (select 1 from ballot where has_texts) then (
              select jsonb_agg(jsonb_build_object('activity', w.activity_id, 'participant', w.participant_id, 'texts', j.extra->'texts'))
                from written w join judged j on j.activity = w.activity_id and j.participant = w.participant_id where j.has_texts) end,
           'hides', (select jsonb_agg(distinct jsonb_build_array(j.activity, bucket)) from judged j, jsonb_array_elements_text(j.extra->'hides') bucket
                      where j.extra is not null and j.refused is null))
    into v_items, answers, v_refused, v_written, carry
    from judged;

  if v_written < v_items then
    -- Some of it was stored before, is older than what is stored, or is refused. A fresh statement sees what a concurrent flush
    -- committed while we waited. What is stored decides before any refusal: the retry of a vote that was counted is answered
    -- 2xx whenever it arrives (W12).
    select json_object_agg(item.n, case
             when item.refused in ('credentials_invalid', 'participant_banned') then jsonb_build_object('refused', item.refused)
             when r.seq is not null and r.seq = item.seq and r.answer is distinct from item.answer
               then jsonb_build_object('refused', 'seq_reused')
             when r.seq is not null and r.seq >= item.seq
               then jsonb_build_object('status', case when r.seq > item.seq then 'superseded' when r.answer is null then 'withdrawn' else 'saved' end,
                                       'answer', r.answer::jsonb, 'seq', r.seq)
                    || case when r.answer is null then '{}' else coalesce((
                         select jsonb_build_object('resultKey', a.result_key) from activity a
                          where a.event_id = p_event and a.id = item.activity and a.result_visibility = 'after-own-response'), '{}') end
             else jsonb_build_object('refused', coalesce(item.refused, 'internal')) end)
      into answers
      from (select *, v_refused->>(n::text) as refused
              from unnest((p_items->>'n')::int[], (p_items->>'activity')::uuid[], (p_items->>'participant')::uuid[], (p_items->>'seq')::bigint[],
                          (p_items->>'answer')::text[]) as x(n, activity, participant, seq, answer)) item
      -- The limit keeps it one index look-up each.
      left join lateral (select s.seq, s.answer from response s
                          where s.event_id = p_event and s.run = v_run and s.activity_id = item.activity
                            and s.participant_id = item.participant limit 1) r on true;
  end if;

  changed := v_written > 0;
end
$$;

create or replace function activities_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_run int := (p_carry->>'run')::int;
  v_changes jsonb := p_carry->'changes';
  v_ids uuid[];
begin
  -- Under the head lock nothing of this can change any more: what was judged before the lock is judged again.
  if not exists (select 1 from event e where e.id = p_event and e.run = v_run and e.status = 'live' and e.deleted_at is null)
     or exists (
       select 1 from jsonb_to_recordset(p_carry->'ballots') as b(activity uuid, revision int)
        where (select activity_takes_answers(a) and a.settings_revision = coalesce(b.revision, a.settings_revision)
                 from activity a where a.event_id = p_event and a.id = b.activity) is not true)
     or not participants_may_act(p_event, (p_carry->>'participants')::uuid[]) then
    raise exception 'closed, banned or edited meanwhile' using errcode = 'PL001';
  end if;

  insert into tally as t (event_id, run, activity_id, bucket, weight)
  select p_event, v_run, activity, bucket, sum(weight) from (
    select w.activity, c.key as bucket, w.votes * c.value::bigint as weight
      from jsonb_to_recordset(v_changes) as w(activity uuid, now jsonb, votes bigint), jsonb_each_text(w.now) c
    union all
    select w.activity, c.key, w.votes * -c.value::bigint
      from jsonb_to_recordset(v_changes) as w(activity uuid, was jsonb, votes bigint), jsonb_each_text(w.was) c
     where jsonb_typeof(w.was) = 'object') difference
   group by activity, bucket having sum(weight) <> 0
   order by activity, bucket
  on conflict (event_id, run, activity_id, bucket) do update set weight = t.weight + excluded.weight;

  insert into turnout as t (event_id, run, activity_id, responses)
  select p_event, v_run, activity, sum(turnout)
    from jsonb_to_recordset(v_changes) as w(activity uuid, turnout bigint)
   group by activity
   order by activity
  on conflict (event_id, run, activity_id) do update set responses = t.responses + excluded.responses;

  if jsonb_typeof(p_carry->'hides') = 'array' then
    insert into bucket_display (event_id, run, activity_id, bucket, shown_as)
    select p_event, v_run, (h->>0)::uuid, h->>1, null from jsonb_array_elements(p_carry->'hides') h
    -- What a host said about it before stands.
    on conflict do nothing;
  end if;
  if jsonb_typeof(p_carry->'texts') = 'array' then
    perform entries_write(p_event, v_run, p_carry->'texts');
  end if;

  select array_agg(distinct activity) into v_ids from jsonb_to_recordset(v_changes) as w(activity uuid);
  perform activities_publish_counts(p_event, p_version, v_ids);
  return '{}';
end
$$;
