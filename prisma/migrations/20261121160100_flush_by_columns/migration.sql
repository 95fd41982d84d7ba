-- Group commit with the same meaning for less:
--   every look-up is one by key, whatever the statistics say. Joins that were planned while an event was small read all its
--   participants and responses with each flush;
--   items arrive as columns: parsing 500 objects of seven keys costs more than storing them, an array literal a tenth;
--   answers travel as json: putting them together is copying text;
--   equal changes are counted together before they are taken apart: few different answers, whatever the number of votes;
--   the reply brings the rows of its version along, so that the process publishes its own commit without reading it back.
--
-- p_batches = [{"capability": "...", "items": {"n": "{0,1,2}", "<column>": "{…}", …}}] in the global lock order.

drop function flush_run(uuid, text, bigint, jsonb);
drop function participants_flush_rows(uuid, jsonb);
drop function activities_flush_rows(uuid, jsonb);

-- <capability>_flush_rows(event, items, out changed, out answers, out carry)
--     before the head lock: upsert own rows in key order, judge, answer what needs no lock;
-- <capability>_flush_effects(event, version, carry) → {n: …} answers that are only known under the lock.
-- Answers travel as json, not jsonb: putting them together is copying text.
create function flush_run(p_event uuid, p_epoch text, p_version bigint, p_batches jsonb)
returns json
language plpgsql volatile
-- Planned once, without looking at the arguments: planning again costs more than running, and every plan in here is by key.
set plan_cache_mode = force_generic_plan
as $$
declare
  b jsonb;
  v_phase record;
  v_names text[] := '{}';
  v_answers text[] := '{}';
  v_carries jsonb[] := '{}';
  v_changed boolean := false;
  v_epoch text;
  v_version bigint;
  v_late jsonb;
  v_committed_at bigint;
  v_rows json;
begin
  perform set_config('plenum.seen', p_epoch || '.' || p_version, true);
  for b in select value from jsonb_array_elements(p_batches) loop
    execute format('select * from %I($1, $2)', (b->>'capability') || '_flush_rows') into v_phase using p_event, b->'items';
    v_changed := v_changed or v_phase.changed;
    v_names := v_names || (b->>'capability');
    v_answers := v_answers || v_phase.answers::text;
    v_carries := v_carries || case when v_phase.changed then v_phase.carry end;
  end loop;

  if not v_changed then
    -- Read the head last: what made these items duplicates was committed at or before it.
    select epoch, version into v_epoch, v_version from event_head where event_id = p_event;
    perform feed_refuse_rewound(v_epoch, v_version);
    return json_build_object('epoch', v_epoch, 'version', v_version,
             'answers', (select json_object_agg(name, answers::json) from unnest(v_names, v_answers) as x(name, answers)));
  end if;

  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;

  for i in 1 .. cardinality(v_names) loop
    if v_carries[i] is not null then
      execute format('select %I($1, $2, $3)', v_names[i] || '_flush_effects') into v_late using p_event, v_version, v_carries[i];
      if v_late <> '{}' then
        v_answers[i] := v_answers[i]::jsonb || v_late;
      end if;
    end if;
  end loop;

  -- Under the head lock: exactly what this version changed, nobody else's.
  select time_ms(h.committed_at), coalesce((
           select json_agg(json_build_array(e.audience, e.type, e.id, e.body))
             from feed_entity e where e.event_id = p_event and e.version = v_version), '[]')
    into v_committed_at, v_rows from event_head h where h.event_id = p_event;
  return json_build_object('epoch', v_epoch, 'version', v_version, 'committedAt', v_committed_at, 'rows', v_rows,
           'answers', (select json_object_agg(name, answers::json) from unnest(v_names, v_answers) as x(name, answers)));
end
$$;

-- Whether all of these joined and none is banned. By key, whatever the statistics say of the event's size.
create function participants_may_act(p_event uuid, p_ids uuid[]) returns boolean
language plpgsql volatile as $$
begin
  return (select count(*) from participant p where p.event_id = p_event and p.id = any(p_ids) and p.banned_at is null)
       = (select count(distinct id) from unnest(p_ids) as id);
end
$$;

create function participants_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
language plpgsql volatile as $$
declare
  v_n int[] := p_items->>'n';
  v_ids uuid[] := p_items->>'id';
  v_keys text[] := p_items->>'joinKeyHash';
  v_refusal text;
begin
  select case when e.deleted_at is not null then 'event_gone'
              when e.status in ('ended', 'archived') then 'event_ended' end
    into v_refusal from event e where e.id = p_event;

  if v_refusal is null then
    with item as materialized (
      select * from unnest(v_n, v_ids, v_keys, (p_items->>'nickname')::text[], (p_items->>'fold')::text[])
        as x(n, id, key, nickname, fold)
    ), created as (
      insert into participant (event_id, id, join_key_hash, nickname, nickname_fold)
      select p_event, id, decode(key, 'hex'), nickname, fold from item order by key, id
      on conflict do nothing
      returning id
    )
    select jsonb_agg(jsonb_build_object('n', n, 'id', id, 'nickname', nickname, 'fold', fold)) into carry
      from item where id in (select id from created);
  end if;

  -- A fresh statement: a row that another process committed while we waited on its key is visible now. Two look-ups by key, for an OR
  -- of them may be planned as a walk through the whole event.
  select json_object_agg(item.n,
           case when (found.person).id is not null
                then json_build_object('participant', json_build_object('id', (found.person).id, 'nickname', participant_name(found.person)))
                else json_build_object('refused', v_refusal) end)
    into answers
    from unnest(v_n, v_ids, v_keys) as item(n, id, key)
    left join lateral (
      select person from (
        select o as person from participant o where o.event_id = p_event and o.id = item.id
        union all
        select o from participant o where o.event_id = p_event and o.join_key_hash = decode(item.key, 'hex')) either
       limit 1) found on true;

  changed := carry is not null;
end
$$;

-- Responses ride the flush. Columns: n, activity, participant, seq, answer (canonical JSON text) | null, contributions, settingsRevision.
create function activities_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
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
                         (p_items->>'settingsRevision')::int[])
      as x(n, activity, participant, seq, answer, contributions, revision)
  ), ballot as materialized (
    select a.id, a.settings_revision, case when a.result_visibility = 'after-own-response' then a.result_key end as key,
           case when a.state = 'ready' or (a.state = 'open' and a.opens_at > clock_timestamp()) then 'not_open_yet'
                when not activity_takes_answers(a) then 'activity_closed' end as refused
      from activity a
     where a.event_id = p_event and a.id = any(array(select distinct activity from item))
  ), judged as materialized (
    -- A subquery per participant, not a join: its plan is one index look-up whatever the statistics say. A join that was
    -- planned while the event was small reads every participant of the event once it is large.
    select item.*, ballot.key,
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
                from written group by activity_id, now, was) same))
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

  select array_agg(distinct activity) into v_ids from jsonb_to_recordset(v_changes) as w(activity uuid);
  perform activities_publish_counts(p_event, p_version, v_ids);
  return '{}';
end
$$;

create or replace function activities_publish_counts(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
declare
  a activity;
  v_id text;
  v_run int := (select run from event where id = p_event);
  v_responses bigint;
  v_counts jsonb;
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
    select coalesce(jsonb_object_agg(bucket, weight), '{}') into v_counts from (
      select case when place <= 100 then bucket else 'other' end as bucket, sum(weight) as weight from (
        select bucket, weight, row_number() over (order by weight desc, bucket) as place
          from tally where event_id = p_event and run = v_run and activity_id = a.id and weight <> 0) ranked
       group by 1) shown;
    v_result := jsonb_build_object('counts', v_counts, 'responses', v_responses, 'final', a.state = 'closed');
    v_turnout := jsonb_build_object('responses', v_responses);

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
  end loop;
end
$$;
