-- A result of thousands of words or numbers takes time to put together (0.1 s for 10,000), and the flush did it under the head lock for each
-- batch of votes. Now the room is told such a result at most as often as it can be afforded; the tally itself is exact at every moment, and
-- turnout, closes and what hosts do wait for nothing. See decisions/0010.
alter table turnout
  -- Buckets that the result was put together from, where they are many, and when.
  add column buckets int not null default 0,
  add column told_at timestamptz(3),
  -- Votes came since, and the room will be told by activities_results_due.
  add column is_waiting boolean not null default false;

-- p_waiting: of p_ids, those whose result waits; the room learns their turnout only. Null: an act of a host, for which nothing waits.
drop function activities_publish_counts(uuid, bigint, uuid[]);
create function activities_publish_counts(p_event uuid, p_version bigint, p_ids uuid[], p_waiting uuid[] default null) returns void
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
  v_empty uuid[] := '{}';
begin
  -- Many at once, as at the start of an event at people's own pace: those that nobody answered are told in one statement.
  if cardinality(p_ids) > 10 then
    v_empty := array(select o.id from activity o
                      where o.event_id = p_event and o.id = any(p_ids) and not o.traits ?| array['words', 'texts']
                        and not exists (select 1 from turnout t where t.event_id = p_event and t.run = v_run and t.activity_id = o.id));
    insert into feed_entity as e (event_id, audience, type, id, version, body)
    select p_event, x.audience, x.type, o.id::text, p_version, x.body
      from activity o,
      lateral (select jsonb_build_object('counts', '{}'::jsonb, 'responses', 0, 'final', o.state = 'closed') as result,
                      '{"responses": 0}'::jsonb || case when o.traits ? 'progress' then '{"progress": {}}'::jsonb else '{}' end as turnout) zero,
      lateral (values ('host', 'result', zero.result, true), ('host', 'turnout', zero.turnout, true),
                      ('attendee', 'turnout', zero.turnout, o.state <> 'ready'),
                      ('attendee', 'result', zero.result, activity_result_visible(o, 'room')),
                      ('result:' || o.result_key, 'result', zero.result, activity_result_visible(o, 'answered'))) as x(audience, type, body, is_seen)
     where o.event_id = p_event and o.id = any(v_empty) and x.is_seen
    on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
     where e.body is distinct from excluded.body;
    -- By key: a call each is less than what a join does that expects one row.
    perform feed_drop(p_event, p_version, seen_by, 'result', o.id::text)
       from activity o, lateral (values ('attendee', activity_result_visible(o, 'room')),
                                        ('result:' || o.result_key, activity_result_visible(o, 'answered'))) as x(seen_by, is_seen)
      where o.event_id = p_event and o.id = any(v_empty) and x.is_seen is not true;
  end if;

  for a in select * from activity where event_id = p_event and id = any(p_ids) and id <> all(v_empty) order by id loop
    v_id := a.id::text;
    v_room := activity_result_visible(a, 'room');
    v_answered := activity_result_visible(a, 'answered');
    select coalesce((select responses from turnout where event_id = p_event and run = v_run and activity_id = a.id), 0)
      into v_responses;
    v_result := case when p_waiting is null or a.id <> all(p_waiting) then activity_result(a, v_run, v_responses) end;
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
     where x.is_seen and x.body is not null
    on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
     where e.body is distinct from excluded.body;
    if not v_room or not v_answered then
      update feed_entity e set version = p_version, body = null
       where e.event_id = p_event and e.type = 'result' and e.id = v_id and e.body is not null
         and e.audience = any(array[case when not v_room then 'attendee' end, case when not v_answered then 'result:' || a.result_key end]);
    end if;
    if v_result is not null and a.traits ?| array['words', 'numbers'] then
      update turnout t set buckets = wide.buckets, told_at = clock_timestamp(), is_waiting = false
        from (select case when count(*) > 500 then count(*) else 0 end as buckets from tally
               where event_id = p_event and run = v_run and activity_id = a.id and weight <> 0) wide
       where t.event_id = p_event and t.run = v_run and t.activity_id = a.id and (wide.buckets > 0 or t.buckets > 0);
    end if;
    if a.traits ? 'words' and v_result is not null then
      perform activities_publish_buckets(p_event, p_version, a, v_run);
    end if;
    if a.traits ? 'texts' then
      if p_waiting is null then
        perform entries_publish(p_event, p_version, a);
      else
        perform entries_follow(p_event, p_version, a, '{}');
      end if;
    end if;
  end loop;
end
$$;

create function activities_results_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  perform activities_publish_counts(p_event, p_version, array(
    select t.activity_id from turnout t
     where t.event_id = p_event and t.run = (select run from event where id = p_event) and t.is_waiting),
    -- Nothing waits any longer; texts keep their own pace.
    '{}');
end
$$;

create or replace function activities_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_run int := (p_carry->>'run')::int;
  v_changes jsonb := p_carry->'changes';
  v_ids uuid[];
  v_waiting uuid[];
  v_told timestamptz;
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

  with counted as (
    insert into turnout as t (event_id, run, activity_id, responses)
    select p_event, v_run, activity, sum(turnout)
      from jsonb_to_recordset(v_changes) as w(activity uuid, turnout bigint)
     group by activity
     order by activity
    -- A tenth of a millisecond for each bucket: of 10,000 the room is told once a second.
    on conflict (event_id, run, activity_id) do update
       set responses = t.responses + excluded.responses,
           is_waiting = t.buckets > 0 and t.told_at + t.buckets * interval '0.1 ms' > clock_timestamp()
    returning t.activity_id, t.is_waiting, t.told_at + t.buckets * interval '0.1 ms' as told
  )
  select array_agg(activity_id), coalesce(array_agg(activity_id) filter (where is_waiting), '{}'), min(told) filter (where is_waiting)
    into v_ids, v_waiting, v_told from counted;
  if v_told is not null then
    perform due_at(p_event, 'activities_results_due', v_told);
  end if;

  if jsonb_typeof(p_carry->'hides') = 'array' then
    insert into bucket_display (event_id, run, activity_id, bucket, shown_as)
    select p_event, v_run, (h->>0)::uuid, h->>1, null from jsonb_array_elements(p_carry->'hides') h
    -- What a host said about it before stands.
    on conflict do nothing;
  end if;
  if jsonb_typeof(p_carry->'texts') = 'array' then
    perform entries_write(p_event, v_run, p_carry->'texts');
  end if;

  perform activities_publish_counts(p_event, p_version, v_ids, v_waiting);
  return '{}';
end
$$;
