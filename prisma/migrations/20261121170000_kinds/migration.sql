-- More kinds, and what they need of SQL. Nothing here knows a kind: what its settings mean for the database stands in `activity.traits`,
-- derived from them by the kind's pure module and written with them:
--   numbers   [{prefix, from, width, bars}]   buckets with this prefix are numbers: shown as bars, with exact quartiles
--   progress  [bucket]                        public as turnout while the result is hidden
--   words     true                            people name the buckets; a host may merge and hide them
--   texts     true                            answers bring texts that live as entries
--   timing    {opensInMs, closesInMs}         unless the host says otherwise
alter table activity
  add column traits jsonb not null default '{}',
  add column image jsonb,
  add column section text,
  -- The first round, where this is the second.
  add column follows uuid,
  -- What *next* left when it opened this: the same press again finds it done.
  add column next_from uuid,
  add column awarded_at timestamptz(3);

-- How the room sees a bucket that people named: as another one, or (null) not at all. The tally knows nothing of it (A2).
create table bucket_display (
  event_id uuid not null,
  run int not null,
  activity_id uuid not null,
  bucket text not null,
  shown_as text,
  primary key (event_id, run, activity_id, bucket)
);

create or replace function activity_entity(a activity) returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    'kind', a.kind, 'title', a.title, 'settings', a.settings, 'resultVisibility', a.result_visibility,
    'state', a.state, 'position', a.position, 'opensAt', time_ms(a.opens_at), 'closesAt', time_ms(a.closes_at),
    'closedAt', time_ms(a.closed_at), 'revealed', a.result_state = 'shown')
    || case when a.image is not null then jsonb_build_object('image', a.image) else '{}' end
    || case when a.follows is not null then jsonb_build_object('follows', a.follows) else '{}' end
    || case when a.result_state = 'shown'
            then jsonb_build_object('correct', a.correct, 'explanation', a.explanation) else '{}' end
$$;

create or replace function activity_host_entity(a activity) returns jsonb
language sql immutable as $$
  select activity_entity(a) || jsonb_build_object(
    'resultState', a.result_state, 'correct', a.correct, 'explanation', a.explanation, 'hostNotes', a.host_notes, 'section', a.section,
    'integrity', case when a.closed_hash is not null
                      then jsonb_build_object('responses', a.closed_responses, 'hash', encode(a.closed_hash, 'hex')) end)
$$;

-- The first round's id says that there is one: only once it was opened (W5).
create or replace function activities_publish(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
declare
  a activity;
begin
  for a in select * from activity where event_id = p_event and id = any(p_ids) order by id loop
    perform feed_put(p_event, p_version, 'host', 'activity', a.id::text, activity_host_entity(a));
    if a.state <> 'ready' then
      if a.follows is not null and not exists (select 1 from activity f where f.event_id = p_event and f.id = a.follows and f.state <> 'ready') then
        a.follows := null;
      end if;
      perform feed_put(p_event, p_version, 'attendee', 'activity', a.id::text, activity_entity(a));
    end if;
  end loop;
end
$$;

-- What the room would be shown of an activity's tally (W16): the 100 largest buckets, as many as fit 3.5 KB, the rest as `other`.
create function activity_result(a activity, p_run int, p_responses bigint) returns jsonb
language plpgsql volatile as $$
declare
  v_counts jsonb;
  v_other bigint;
  v_stats jsonb;
  -- Bytes for the buckets; the rest of 4 KB is for what stands around them.
  v_room int := 3500;
begin
  -- Most kinds: a bucket is what it is. Each vote pays for what stands here.
  if not a.traits ?| array['words', 'numbers'] then
    select coalesce(jsonb_object_agg(bucket, weight) filter (where place <= 100 and bytes <= v_room), '{}'),
           sum(weight) filter (where not (place <= 100 and bytes <= v_room))
      into v_counts, v_other from (
        select t.bucket, t.weight, row_number() over most as place,
               sum(octet_length(t.bucket) + 12) over most as bytes
          from tally t where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0
        window most as (order by t.weight desc, t.bucket)) ranked;
    return jsonb_build_object('counts', v_counts, 'responses', p_responses, 'final', a.state = 'closed')
        || case when v_other is null then '{}' else jsonb_build_object('other', v_other) end;
  end if;

  if a.traits ? 'numbers' then
    -- One pass: between the two values around a rank, their mixture.
    select jsonb_object_agg(prefix, stats) into v_stats from (
      select prefix, jsonb_build_object(
               'count', max(n), 'min', trim_scale(min(value)), 'max', trim_scale(max(value)),
               'mean', trim_scale(round(sum(value * weight) / max(n), 6)),
               'median', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.5)) * (1 - mod((max(n) - 1) * 0.5, 1))
                                        + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.5)) * mod((max(n) - 1) * 0.5, 1), 6)),
               'q1', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.25)) * (1 - mod((max(n) - 1) * 0.25, 1))
                                    + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.25)) * mod((max(n) - 1) * 0.25, 1), 6)),
               'q3', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.75)) * (1 - mod((max(n) - 1) * 0.75, 1))
                                    + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.75)) * mod((max(n) - 1) * 0.75, 1), 6))) as stats
        from (select v.prefix, found.value, t.weight, sum(t.weight) over (partition by v.prefix order by found.value) as upto,
                     sum(t.weight) over (partition by v.prefix) as n
                from jsonb_to_recordset(a.traits->'numbers') as v(prefix text)
                join tally t on t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0
                 and starts_with(t.bucket, v.prefix) and substr(t.bucket, length(v.prefix) + 1) ~ '^-?[0-9.]+$',
             lateral (select substr(t.bucket, length(v.prefix) + 1)::numeric as value) found) listed
       group by prefix) told;
    v_room := 3500 - octet_length(v_stats::text);
  end if;

  with seen as (
    select t.bucket, t.weight from tally t
     where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0 and not a.traits ? 'words'
    union all
    -- The display map, for buckets that people named.
    select case when d.bucket is null then t.bucket else d.shown_as end, sum(t.weight)
      from tally t
      left join bucket_display d on d.event_id = a.event_id and d.run = p_run and d.activity_id = a.id and d.bucket = t.bucket
     where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0 and a.traits ? 'words'
     group by 1
  ), numeric_view as (
    select v.prefix, v."from", v.width, v.bars
      from jsonb_to_recordset(coalesce(a.traits->'numbers', '[]')) as v(prefix text, "from" numeric, width numeric, bars int)
  ), barred as (
    select case when v.prefix is null then seen.bucket
                -- The last bar holds its upper edge too.
                else v.prefix || trim_scale(v."from" + v.width * least(v.bars - 1, floor((substr(seen.bucket, length(v.prefix) + 1)::numeric - v."from") / v.width)))::text
           end as bucket, sum(seen.weight) as weight
      from seen
      -- Cast only what looks like a number: a part's own counter has no name behind its prefix.
      left join numeric_view v on starts_with(seen.bucket, v.prefix) and substr(seen.bucket, length(v.prefix) + 1) ~ '^-?[0-9.]+$'
     where seen.bucket is not null
     group by 1
  ), ranked as (
    select bucket, weight, row_number() over most as place,
           sum(octet_length(to_json(bucket)::text) + length(weight::text) + 2) over most as bytes
      from barred window most as (order by weight desc, bucket)
  )
  select coalesce(jsonb_object_agg(r.bucket, r.weight) filter (where r.place <= 100 and r.bytes <= v_room), '{}'),
         sum(r.weight) filter (where not (r.place <= 100 and r.bytes <= v_room))
    into v_counts, v_other from ranked r;

  return jsonb_build_object('counts', v_counts, 'responses', p_responses, 'final', a.state = 'closed')
      || case when v_other is null then '{}' else jsonb_build_object('other', v_other) end
      || case when v_stats is null then '{}' else jsonb_build_object('stats', v_stats) end;
end
$$;

create or replace function activities_publish_counts(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
declare
  a activity;
  v_id text;
  v_run int := (select run from event where id = p_event);
  v_responses bigint;
  v_result jsonb;
  v_turnout jsonb;
  v_room boolean;
  v_answered boolean;
begin
  for a in select * from activity where event_id = p_event and id = any(p_ids) order by id loop
    v_id := a.id::text;
    v_room := activity_result_visible(a, 'room');
    v_answered := activity_result_visible(a, 'answered');
    select coalesce((select responses from turnout where event_id = p_event and run = v_run and activity_id = a.id), 0)
      into v_responses;
    v_result := activity_result(a, v_run, v_responses);
    v_turnout := jsonb_build_object('responses', v_responses);
    if a.traits ? 'progress' then
      v_turnout := v_turnout || jsonb_build_object('progress', (
        select coalesce(jsonb_object_agg(t.bucket, t.weight), '{}') from tally t
         where t.event_id = p_event and t.run = v_run and t.activity_id = a.id and t.weight <> 0 and a.traits->'progress' ? t.bucket));
    end if;

    -- feed_put and feed_drop for all of them at once: a call costs more than the row.
    insert into feed_entity as e (event_id, audience, type, id, version, body)
    select p_event, x.audience, x.type, v_id, p_version, x.body
      from (values ('host', 'result', v_result, true), ('host', 'turnout', v_turnout, true),
                   ('attendee', 'turnout', v_turnout, a.state <> 'ready'), ('attendee', 'result', v_result, v_room),
                   ('result:' || a.result_key, 'result', v_result, v_answered)) as x(audience, type, body, is_seen)
     where x.is_seen
    on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
     where e.body is distinct from excluded.body;
    if not v_room or not v_answered then
      update feed_entity e set version = p_version, body = null
       where e.event_id = p_event and e.type = 'result' and e.id = v_id and e.body is not null
         and e.audience = any(array[case when not v_room then 'attendee' end, case when not v_answered then 'result:' || a.result_key end]);
    end if;
    if a.traits ? 'words' then
      perform activities_publish_buckets(p_event, p_version, a, v_run);
    end if;
    if a.traits ? 'texts' then
      perform entries_publish(p_event, p_version, a);
    end if;
  end loop;
end
$$;

-- For hosts: what of the named buckets the room sees otherwise, the heaviest first.
create function activities_publish_buckets(p_event uuid, p_version bigint, a activity, p_run int) returns void
language sql volatile as $$
  select feed_put(p_event, p_version, 'host', 'buckets', a.id::text, jsonb_build_object('shown', coalesce((
    select jsonb_object_agg(bucket, jsonb_build_array(shown_as, weight)) from (
      select d.bucket, d.shown_as, coalesce(t.weight, 0) as weight from bucket_display d
        left join tally t on t.event_id = d.event_id and t.run = d.run and t.activity_id = d.activity_id and t.bucket = d.bucket
       where d.event_id = p_event and d.run = p_run and d.activity_id = a.id and d.shown_as is distinct from d.bucket
       order by 3 desc, 1 limit 100) heaviest), '{}')))
$$;

-- A host merges and hides: `{bucket: other | null}`; the bucket itself shows it as it is, from now on whatever a filter says. Chains are
-- cut: what was shown as a bucket that now is shown as another follows it.
create function activities_show_buckets(p_event uuid, p_id uuid, p_buckets jsonb)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_run int;
  v_epoch text;
  v_version bigint;
  b record;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  select run into v_run from event where id = p_event;
  for b in select key as bucket, value as shown_as from jsonb_each_text(p_buckets) order by key loop
    -- Merged into what is hidden, it is hidden too.
    if b.shown_as <> b.bucket and exists (select 1 from bucket_display d where d.event_id = p_event and d.run = v_run
                                             and d.activity_id = p_id and d.bucket = b.shown_as and d.shown_as is null) then
      b.shown_as := null;
    end if;
    insert into bucket_display as d (event_id, run, activity_id, bucket, shown_as)
    values (p_event, v_run, p_id, b.bucket, b.shown_as)
    on conflict (event_id, run, activity_id, bucket) do update set shown_as = excluded.shown_as;
    if b.shown_as is distinct from b.bucket then
      update bucket_display d set shown_as = b.shown_as
       where d.event_id = p_event and d.run = v_run and d.activity_id = p_id and d.shown_as = b.bucket;
      update bucket_display d set shown_as = d.bucket
       where d.event_id = p_event and d.run = v_run and d.activity_id = p_id and d.bucket = b.shown_as;
    end if;
  end loop;
  perform activities_publish_counts(p_event, v_version, array[p_id]);
  return query select v_epoch, v_version;
end
$$;

-- Opens what is ready, under the head lock. Lead and length are the kind's unless told; a close that was scheduled stays, if it comes
-- after the opening.
create function activities_open(p_event uuid, p_version bigint, p_ids uuid[], p_opens_in_ms int, p_closes_in_ms int) returns void
language plpgsql volatile as $$
declare
  v_next timestamptz;
  -- At their own pace nobody waits for a start, and no clock runs for all.
  v_own_pace boolean := (select coalesce(settings->>'pace', 'host') = 'self' from event where id = p_event);
begin
  update activity o
     set state = 'open', result_state = 'auto', revision = o.revision + 1, opens_at = at.opens,
         closes_at = case when at.closes_in is not null then at.opens + at.closes_in * interval '1 millisecond'
                          when o.closes_at > at.opens then o.closes_at end
    from (select a.id, clock_timestamp() + coalesce(p_opens_in_ms, case when not v_own_pace then (a.traits->'timing'->>'opensInMs')::int end, 0)
                                       * interval '1 millisecond' as opens,
                 coalesce(p_closes_in_ms, case when not v_own_pace then (a.traits->'timing'->>'closesInMs')::int end) as closes_in
            from activity a where a.event_id = p_event and a.id = any(p_ids) and a.state = 'ready') at
   where o.event_id = p_event and o.id = at.id;
  select min(closes_at) into v_next from activity where event_id = p_event and id = any(p_ids) and closes_at is not null;
  if v_next is not null then
    perform due_at(p_event, 'activities_due', v_next);
  end if;
  perform activities_publish(p_event, p_version, p_ids);
  perform activities_publish_counts(p_event, p_version, p_ids);
end
$$;

-- When the next scheduled opening is; all the room learns of it (§3.4).
create function activities_publish_schedule(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  v_next timestamptz := (select min(opens_at) from activity where event_id = p_event and state = 'ready' and opens_at is not null);
begin
  if v_next is not null then
    perform due_at(p_event, 'activities_due', v_next);
  end if;
  perform events_publish(p_event, p_version);
end
$$;

create or replace function event_entity(e event) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'title', e.title, 'code', e.code, 'status', e.status, 'settings', e.settings, 'run', e.run,
    'startedAt', time_ms(e.started_at), 'endedAt', time_ms(e.ended_at))
    || coalesce((select jsonb_build_object('opensAt', time_ms(min(a.opens_at))) from activity a
                  where a.event_id = e.id and a.state = 'ready' and a.opens_at is not null having count(*) > 0), '{}')
$$;

-- Opens and ends what is due. A schedule opens only in a live event: before the start it waits for it.
create or replace function activities_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  v_open uuid[];
  v_next timestamptz;
  v_live boolean := (select status = 'live' and deleted_at is null from event where id = p_event);
begin
  perform activities_close(p_event, p_version, array(
    select id from activity where event_id = p_event and state = 'open' and closes_at <= clock_timestamp()));
  if v_live then
    v_open := array(select id from activity where event_id = p_event and state = 'ready' and opens_at <= clock_timestamp() order by position, id);
    if cardinality(v_open) > 0 then
      perform activities_open(p_event, p_version, v_open, null, null);
      perform stage_put(p_event, p_version, 'activity', v_open[cardinality(v_open)]);
      perform activities_publish_schedule(p_event, p_version);
    end if;
  end if;
  select min(at) into v_next from (
    select closes_at as at from activity where event_id = p_event and state = 'open' and closes_at is not null
    union all
    select opens_at from activity where event_id = p_event and state = 'ready' and opens_at is not null and v_live) coming;
  if v_next is not null then
    perform due_at(p_event, 'activities_due', v_next);
  end if;
end
$$;

-- Part of starting an event. At attendees' own pace everything opens now; a schedule that waited begins to run.
create function activities_event_started(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  if (select settings->>'pace' = 'self' from event where id = p_event) then
    perform activities_open(p_event, p_version,
      array(select id from activity where event_id = p_event and state = 'ready' and opens_at is null order by position, id), 0, null);
  end if;
  perform activities_due(p_event, p_version);
end
$$;

create or replace function activities_event_reset(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  update activity
     set state = 'ready', result_state = 'auto', opens_at = null, closes_at = null, closed_at = null,
         closed_responses = null, closed_hash = null, next_from = null, awarded_at = null, revision = revision + 1,
         result_key = replace(gen_random_uuid()::text, '-', '')
   where event_id = p_event;
  delete from feed_entity
   where event_id = p_event and type in ('activity', 'result', 'turnout', 'entry', 'score', 'leaderboard') and audience <> 'host';
  perform feed_drop(p_event, p_version, e.audience, e.type, e.id) from feed_entity e
    where e.event_id = p_event and e.type in ('entry', 'score', 'leaderboard', 'buckets') and e.body is not null;
  perform activities_publish(p_event, p_version, array(select id from activity where event_id = p_event));
  perform activities_publish_counts(p_event, p_version, array(select id from activity where event_id = p_event));
  perform stage_put(p_event, p_version, 'join', null);
  if (select status = 'live' from event where id = p_event) then
    perform activities_event_started(p_event, p_version);
  end if;
end
$$;

create or replace function activities_create(p_event uuid, p_activity jsonb)
returns table (outcome text, epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity := jsonb_populate_record(null::activity, p_activity);
  v_epoch text;
  v_version bigint;
begin
  if not exists (select 1 from activity o where o.event_id = p_event and o.id = a.id)
     and exists (select 1 from turnout t where t.event_id = p_event and t.activity_id = a.id) then
    return query select 'id_taken', null::text, null::bigint;
    return;
  end if;
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  outcome := activities_add(p_event, v_version, p_activity,
               coalesce((select max(o.position) + 1 from activity o where o.event_id = p_event), 0));
  perform activities_publish(p_event, v_version, array[a.id]);
  perform activities_publish_counts(p_event, v_version, array[a.id]);
  if outcome = 'created' and a.opens_at is not null then
    perform activities_publish_schedule(p_event, v_version);
  end if;
  return query select outcome, v_epoch, v_version;
end
$$;

-- One row more; the revision of its settings begins at the version that made it (see numbers_once).
create function activities_add(p_event uuid, p_version bigint, p_activity jsonb, p_position int) returns text
language plpgsql volatile as $$
declare
  a activity := jsonb_populate_record(null::activity, p_activity);
begin
  insert into activity (event_id, id, kind, title, image, settings, settings_revision, traits, result_visibility, result_key, correct,
                        explanation, host_notes, section, opens_at, closes_at, follows, position)
  values (p_event, a.id, a.kind, a.title, a.image, a.settings, p_version::int, coalesce(a.traits, '{}'), a.result_visibility,
          replace(gen_random_uuid()::text, '-', ''), a.correct, a.explanation, a.host_notes, a.section, a.opens_at, a.closes_at, a.follows,
          p_position)
  on conflict do nothing;
  return case when found then 'created' else 'exists' end;
end
$$;

-- Many at once, at the end, in one version. Ids of activities that were deleted with their answers are refused as in activities_create.
create function activities_import(p_event uuid, p_activities jsonb)
returns table (outcome text, epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_epoch text;
  v_version bigint;
  v_ids uuid[] := array(select (x->>'id')::uuid from jsonb_array_elements(p_activities) x);
  v_first int;
begin
  if exists (select 1 from turnout t where t.event_id = p_event and t.activity_id = any(v_ids)
                and not exists (select 1 from activity o where o.event_id = p_event and o.id = t.activity_id)) then
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

-- Right behind the original; the rest moves down. A second round remembers its first. The same id again changes nothing.
create function activities_duplicate(p_event uuid, p_id uuid, p_copy uuid, p_follows boolean)
returns table (outcome text, epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_epoch text;
  v_version bigint;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  select * into a from activity o where o.event_id = p_event and o.id = p_id;
  if not found then
    return query select 'missing', v_epoch, v_version;
    return;
  end if;
  if exists (select 1 from activity o where o.event_id = p_event and o.id = p_copy) then
    return query select 'exists', v_epoch, v_version;
    return;
  end if;
  if exists (select 1 from turnout t where t.event_id = p_event and t.activity_id = p_copy) then
    return query select 'id_taken', null::text, null::bigint;
    return;
  end if;
  update activity o set position = o.position + 1, revision = o.revision + 1 where o.event_id = p_event and o.position > a.position;
  perform activities_add(p_event, v_version,
    to_jsonb(a) || jsonb_build_object('id', p_copy, 'opens_at', null, 'closes_at', null,
                                      -- A third round is compared with the first, as the second is.
                                      'follows', case when p_follows then coalesce(a.follows, a.id) end),
    a.position + 1);
  perform activities_publish(p_event, v_version, array(select id from activity where event_id = p_event and position > a.position));
  perform activities_publish_counts(p_event, v_version, array[p_copy]);
  return query select 'created', v_epoch, v_version;
end
$$;

-- The whole order at once: the last host's word. Those left out keep their order, behind.
create function activities_arrange(p_event uuid, p_items jsonb)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_epoch text;
  v_version bigint;
  v_ids uuid[];
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  with wanted as (
    select (x.value->>'id')::uuid as id, min(x.ordinality) as place, bool_or(x.value ? 'section') as has_section,
           (array_agg(x.value->>'section'))[1] as section
      from jsonb_array_elements(p_items) with ordinality x group by 1
  ), placed as (
    select a.id, (row_number() over (order by w.place nulls last, a.position, a.id) - 1)::int as position,
           case when w.has_section then w.section else a.section end as section
      from activity a left join wanted w on w.id = a.id where a.event_id = p_event
  ), moved as (
    update activity a set position = p.position, section = p.section, revision = a.revision + 1
      from placed p where a.event_id = p_event and a.id = p.id and (a.position, a.section) is distinct from (p.position, p.section)
    returning a.id
  )
  select array_agg(id) into v_ids from moved;
  perform activities_publish(p_event, v_version, coalesce(v_ids, '{}'));
  return query select v_epoch, v_version;
end
$$;

-- *Next*: closes what the host believes is on and opens what follows, as one act. PL005: another activity is on; PL006: the event is not live.
-- The same press again, also another host's at the same moment, finds it done.
create function activities_next(p_event uuid, p_from uuid, p_to uuid, p_opens_in_ms int)
returns table (opened uuid, closed uuid, epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_epoch text;
  v_version bigint;
  v_current activity;
  v_to uuid;
  -- By next, from nothing: not the same as opened by hand.
  v_nothing uuid := '00000000-0000-0000-0000-000000000000';
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  if (select status <> 'live' or deleted_at is not null from event where id = p_event) then
    raise exception 'the event is not live' using errcode = 'PL006';
  end if;
  -- Opened last, whatever became of it since.
  select * into v_current from activity a where a.event_id = p_event and a.state <> 'ready' order by a.opens_at desc, a.position desc, a.id limit 1;
  if v_current.id is distinct from p_from then
    if v_current.next_from = coalesce(p_from, v_nothing) and (p_to is null or p_to = v_current.id) then
      return query select v_current.id, p_from, v_epoch, v_version;
      return;
    end if;
    raise exception 'another activity is on' using errcode = 'PL005';
  end if;
  select a.id into v_to from activity a
   where a.event_id = p_event and a.state = 'ready' and (p_to is null or a.id = p_to)
   order by (a.position, a.id) < (v_current.position, v_current.id), a.position, a.id limit 1;
  if p_to is not null and v_to is null then
    raise exception 'the next one is not ready' using errcode = 'PL005';
  end if;
  if v_current.state = 'open' then
    perform activities_close(p_event, v_version, array[p_from]);
  end if;
  if v_to is not null then
    update activity a set next_from = coalesce(p_from, v_nothing) where a.event_id = p_event and a.id = v_to;
    perform activities_open(p_event, v_version, array[v_to], p_opens_in_ms, null);
    perform stage_put(p_event, v_version, 'activity', v_to);
  end if;
  return query select v_to, p_from, v_epoch, v_version;
end
$$;

create or replace function activities_commit(p_event uuid, p_id uuid, p_revision int, p_patch jsonb)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_was activity;
  v_epoch text;
  v_version bigint;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  select * into a from activity o where o.event_id = p_event and o.id = p_id and o.revision = p_revision;
  if not found then
    raise exception 'activity changed meanwhile' using errcode = 'PL003';
  end if;
  if p_patch ? 'countsDepend' then
    if exists (select 1 from response r join event e on e.id = p_event and r.run = e.run
                where r.event_id = p_event and r.activity_id = p_id) then
      raise exception 'somebody answered' using errcode = 'PL004';
    end if;
  end if;
  -- Also where counts keep their meaning: an answer that was judged by the old settings is judged again by the new.
  if p_patch ?| array['settings', 'countsDepend'] then
    a.settings_revision := a.settings_revision + 1;
  end if;
  v_was := a;
  a := jsonb_populate_record(a, p_patch - 'state');
  if p_patch ? 'closesInMs' and p_patch->>'state' is distinct from 'open' then
    a.closes_at := clock_timestamp() + (p_patch->>'closesInMs')::int * interval '1 millisecond';
  end if;
  update activity o set
    title = a.title, image = a.image, settings = a.settings, settings_revision = a.settings_revision, traits = a.traits,
    result_visibility = a.result_visibility, correct = a.correct, explanation = a.explanation, host_notes = a.host_notes,
    section = a.section, position = a.position, result_state = a.result_state, opens_at = a.opens_at, closes_at = a.closes_at,
    revision = o.revision + 1
   where o.event_id = p_event and o.id = p_id;
  if a.closes_at is distinct from v_was.closes_at and a.closes_at is not null and v_was.state = 'open' then
    perform due_at(p_event, 'activities_due', a.closes_at);
  end if;
  if p_patch ? 'award' then
    perform quiz_award(p_event, v_version, p_id, p_patch->'award');
  end if;

  if p_patch->>'state' = 'open' then
    perform activities_open(p_event, v_version, array[p_id], (p_patch->>'opensInMs')::int, (p_patch->>'closesInMs')::int);
    perform stage_put(p_event, v_version, 'activity', p_id);
  elsif p_patch->>'state' = 'closed' then
    perform activities_close(p_event, v_version, array[p_id]);
  else
    perform activities_publish(p_event, v_version, array[p_id]);
    perform activities_publish_counts(p_event, v_version, array[p_id]);
  end if;
  -- Both rounds of a comparison show together.
  if p_patch->>'result_state' = 'shown' and a.follows is not null then
    update activity o set result_state = 'shown', revision = o.revision + 1
     where o.event_id = p_event and o.id = a.follows and o.state = 'closed' and o.result_state <> 'shown';
    if found then
      perform activities_publish(p_event, v_version, array[a.follows]);
      perform activities_publish_counts(p_event, v_version, array[a.follows]);
    end if;
  end if;
  if v_was.state = 'ready' and (a.opens_at is distinct from v_was.opens_at or p_patch->>'state' = 'open' and v_was.opens_at is not null) then
    perform activities_publish_schedule(p_event, v_version);
  end if;
  return query select v_epoch, v_version;
end
$$;

create or replace function activities_delete(p_event uuid, p_id uuid)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_epoch text;
  v_version bigint;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  if exists (select 1 from activity o where o.event_id = p_event and o.id = p_id and o.awarded_at is not null) then
    perform quiz_award(p_event, v_version, p_id, '{"participants": "{}", "points": "{}", "right": "{}", "streaks": "{}"}');
  end if;
  delete from activity o where o.event_id = p_event and o.id = p_id returning * into a;
  if found then
    perform feed_drop(p_event, v_version, e.audience, e.type, e.id) from feed_entity e
      where e.event_id = p_event and e.id = p_id::text and e.type in ('activity', 'result', 'turnout', 'buckets');
    perform entries_activity_deleted(p_event, v_version, a);
    if exists (select 1 from feed_entity e where e.event_id = p_event and e.type = 'stage' and e.body->>'activityId' = p_id::text) then
      perform stage_put(p_event, v_version, 'join', null);
    end if;
    if a.state = 'ready' and a.opens_at is not null then
      perform activities_publish_schedule(p_event, v_version);
    end if;
  end if;
  return query select v_epoch, v_version;
end
$$;

-- The closing act over one participant's answers (A5): rows first, in key order, then (after the head) what they count for.
create function activities_participant_lock(p_event uuid, p_participant uuid) returns void
language plpgsql volatile as $$
begin
  perform 1 from response r
    where r.event_id = p_event and r.participant_id = p_participant order by r.run, r.activity_id for update;
end
$$;

-- Open responses are taken back, closed ones stay counted.
create function activities_participant_removed(p_event uuid, p_version bigint, p_participant uuid) returns void
language plpgsql volatile as $$
declare
  v_run int := (select run from event where id = p_event);
  v_ids uuid[];
begin
  with gone as (
    update response r set answer = null, contributions = '{}', nonce = gen_random_uuid(), updated_at = clock_timestamp()
      from activity a
     where a.event_id = p_event and a.id = r.activity_id and a.state = 'open'
       and r.event_id = p_event and r.run = v_run and r.participant_id = p_participant and r.answer is not null
    returning r.activity_id, old.contributions as was
  ), subtracted as (
    update tally t set weight = t.weight - d.weight
      from (select g.activity_id, c.key as bucket, sum(c.value::bigint) as weight from gone g, jsonb_each_text(g.was) c group by 1, 2) d
     where t.event_id = p_event and t.run = v_run and t.activity_id = d.activity_id and t.bucket = d.bucket
  ), fewer as (
    update turnout t set responses = t.responses - 1
      from gone g where t.event_id = p_event and t.run = v_run and t.activity_id = g.activity_id
  )
  select array_agg(activity_id) into v_ids from gone;
  perform entries_participant_removed(p_event, p_version, p_participant);
  perform quiz_participant_removed(p_event, p_version, p_participant);
  if v_ids is not null then
    perform activities_publish_counts(p_event, p_version, v_ids);
  end if;
end
$$;
