-- Texts in rooms of thousands: a flush pays for what it changes, not for all there is.
--
-- A hundred texts are seen, and where everybody writes at once each flush put a hundred others in their place: every phone read all of them
-- five times a second. Now free places are filled at once, what is withdrawn or set aside leaves at once, scores are told at once; but newcomers
-- take others' places at most every 2 s, 40 at a time (W16). Acts of hosts choose anew, all of it.
create table entry_window (
  event_id uuid not null,
  run int not null,
  activity_id uuid not null,
  chosen_at timestamptz(3) not null,
  -- Somebody belongs into the window who is not in it: entries_due.
  is_waiting boolean not null,
  primary key (event_id, run, activity_id)
);
-- Hosts see who waits longest.
create index entry_pending on entry (event_id, run, activity_id, created_at) where status = 'pending';

-- What the planner believes of a table that nobody analysed yet: that an event has many entries. Otherwise it expects one, and compares each of
-- thousands with each of the window's. Autovacuum knows better within a minute.
select pg_restore_relation_stats('schemaname', 'public', 'relname', 'entry', 'relpages', 1000, 'reltuples', 100000::real);
select pg_restore_attribute_stats('schemaname', 'public', 'relname', 'entry', 'attname', name, 'inherited', false,
                                  'null_frac', 0::real, 'avg_width', 16, 'n_distinct', n_distinct)
  from (values ('event_id', 10::real), ('run', 1), ('id', -1), ('activity_id', 20), ('participant_id', -0.5), ('status', 4)) as known(name, n_distinct);

-- The room's window is the 100 best approved, hosts see those, the 200 longest waiting and the 20 last set aside. What leaves a window is a
-- null (W16). Texts are a result: who may see that may see them (A3).
--   p_touched    what may have changed of what is seen: ids, or null = all of it;
--   p_newcomers  how many may take others' places; null = all who should.
create function entries_show(p_event uuid, p_version bigint, a activity, p_touched uuid[], p_newcomers int) returns void
language plpgsql volatile
-- By key, whatever the statistics say of the event's size.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_run int := (select run from event where id = p_event);
  v_named boolean := (select settings->>'answers' = 'named' from event where id = p_event);
  v_room boolean := activity_result_visible(a, 'room');
  v_answered boolean := activity_result_visible(a, 'answered');
  v_chosen timestamptz := (select chosen_at from entry_window w where w.event_id = p_event and w.run = v_run and w.activity_id = a.id);
  v_waits boolean;
  v_full boolean;
  v_turned uuid[];
  v_left uuid[];
  v_gone uuid[];
begin
  with ranked as materialized (
    select id, in_room, row_number() over (order by score desc, created_at desc, id) as place from entry
     where event_id = p_event and run = v_run and activity_id = a.id and status = 'approved'
     order by score desc, created_at desc, id limit 100
  ), seen as materialized (
    select id, status, score, created_at, in_room, in_queue from entry
     where event_id = p_event and run = v_run and activity_id = a.id and (in_room or in_queue)
  ), newcomer as materialized (
    select id from ranked where not in_room
     order by place limit greatest(coalesce(p_newcomers, 100), 100 - (select count(*) from seen where in_room and status = 'approved'))
  ), best as materialized (
    select id from newcomer
    union all
    (select id from seen where in_room and status = 'approved'
      order by score desc, created_at desc, id limit 100 - (select count(*) from newcomer))
  ), queue as materialized (
    select id from best
    union
    (select id from entry where event_id = p_event and run = v_run and activity_id = a.id and status = 'pending' order by created_at, id limit 200)
    union
    (select id from entry where event_id = p_event and run = v_run and activity_id = a.id and status = 'dismissed' order by created_at desc, id limit 20)
  ), standing as materialized (
    select o.id, exists (select 1 from best b where b.id = o.id) as in_room, exists (select 1 from queue q where q.id = o.id) as in_queue
      from (select id from seen union select id from queue) o
  ), turned as (
    update entry e set in_room = s.in_room, in_queue = s.in_queue
      from standing s
     where e.event_id = p_event and e.run = v_run and e.id = s.id and (e.in_room, e.in_queue) is distinct from (s.in_room, s.in_queue)
    returning e.id, new.in_room as in_room, new.in_queue as in_queue
  )
  select coalesce(array_agg(id), '{}'), coalesce(array_agg(id) filter (where not in_room), '{}'),
         coalesce(array_agg(id) filter (where not in_queue), '{}'),
         exists (select 1 from ranked r where not exists (select 1 from best b where b.id = r.id)),
         (select count(*) from best) = 100
    into v_turned, v_left, v_gone, v_waits, v_full from turned;

  -- Where there is room for more, there is nothing to remember.
  if v_full or v_chosen is not null then
    if p_newcomers is distinct from 0 or v_chosen is null then
      v_chosen := clock_timestamp();
    end if;
    insert into entry_window (event_id, run, activity_id, chosen_at, is_waiting) values (p_event, v_run, a.id, v_chosen, v_waits)
    on conflict (event_id, run, activity_id) do update set chosen_at = excluded.chosen_at, is_waiting = excluded.is_waiting;
    if v_waits then
      perform due_at(p_event, 'entries_due', v_chosen + interval '2 s');
    end if;
  end if;

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
     and (p_touched is null or e.id = any(p_touched || v_turned))
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

-- For acts of hosts, and whatever else is rare.
create or replace function entries_publish(p_event uuid, p_version bigint, a activity) returns void
language sql volatile as $$
  select entries_show(p_event, p_version, a, null, null)
$$;

-- For the flush.
create function entries_follow(p_event uuid, p_version bigint, a activity, p_touched uuid[]) returns void
language plpgsql volatile as $$
begin
  if exists (select 1 from entry_window w join event e on e.id = p_event and e.run = w.run
              where w.event_id = p_event and w.activity_id = a.id and w.chosen_at + interval '2 s' > clock_timestamp()) then
    perform entries_show(p_event, p_version, a, p_touched, 0);
  else
    perform entries_show(p_event, p_version, a, p_touched, 40);
  end if;
end
$$;

create function entries_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  a activity;
begin
  for a in select o.* from activity o join event e on e.id = p_event
            join entry_window w on w.event_id = p_event and w.run = e.run and w.activity_id = o.id and w.is_waiting
            where o.event_id = p_event order by o.id loop
    perform entries_show(p_event, p_version, a, null, 40);
  end loop;
end
$$;

-- What the flush stored: `[{activity, participant, texts: {part: [text]} | null}]`. A text that stayed keeps its entry, its upvotes and what
-- the moderators said; one that went is withdrawn; a new one begins anew.
create or replace function entries_write(p_event uuid, p_run int, p_written jsonb) returns void
language plpgsql volatile as $$
declare
  v_status text := (select case when settings->>'moderation' = 'before' then 'pending' else 'approved' end from event where id = p_event);
begin
  with written as materialized (
    select * from jsonb_to_recordset(p_written) as w(activity uuid, participant uuid, texts jsonb)
  ), known as materialized (
    select w.activity, w.participant, w.texts, e.id, e.part, e.text, e.status from written w,
           -- One look-up each, whatever the statistics say: between two equal bounds and in their order only one index has an answer,
           -- and the offset keeps the planner from turning the loop inside out. Measured without: 2.4 s for 500 texts beside 10,000.
           lateral (select n.id, n.part, n.text, n.status from entry n
                     where n.event_id = p_event and n.run = p_run
                       and (n.participant_id, n.activity_id) >= (w.participant, w.activity)
                       and (n.participant_id, n.activity_id) <= (w.participant, w.activity)
                     order by n.participant_id, n.activity_id offset 0) e
  ), gone as (
    update entry e set status = 'withdrawn'
      from known k
     where e.event_id = p_event and e.run = p_run and e.id = k.id
       -- What was set aside stays so, also if its author takes it away and brings it back.
       and k.status not in ('withdrawn', 'dismissed') and not coalesce(k.texts->k.part ? k.text, false)
  )
  insert into entry (event_id, run, activity_id, part, participant_id, text, status)
  select p_event, p_run, w.activity, part.key, w.participant, said.text, v_status
    from written w,
         jsonb_each(case when jsonb_typeof(w.texts) = 'object' then w.texts else '{}' end) part,
         jsonb_array_elements_text(part.value) with ordinality as said(text, place)
   where not exists (select 1 from known k where k.participant = w.participant and k.activity = w.activity
                        and k.part = part.key and k.text = said.text and k.status <> 'withdrawn')
   order by w.activity, w.participant, part.key, said.place;
end
$$;

create or replace function entries_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile
-- By key, whatever the statistics say of the event's size.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
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
    perform entries_follow(p_event, p_version, a, array(select s.entry from jsonb_to_recordset(p_carry->'scores') as s(entry uuid)));
  end loop;
  return '{}';
end
$$;
