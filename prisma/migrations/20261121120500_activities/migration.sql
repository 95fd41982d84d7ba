-- Activities: the algebra in SQL. Nothing here knows a kind: a response brings its contributions, a tally is their sum.

-- Whether votes count right now.
create function activity_takes_answers(a activity) returns boolean
language sql volatile as $$
  select a.state = 'open' and a.opens_at <= clock_timestamp() and (a.closes_at is null or a.closes_at > clock_timestamp())
$$;

-- The one place that decides who sees a result (A3, W5): `room` = the shared feed, `answered` = those who hold the result key.
create function activity_result_visible(a activity, p_to text) returns boolean
language sql immutable as $$
  select a.state <> 'ready' and case a.result_state
    when 'shown' then true
    when 'hidden' then false
    else case p_to
      when 'room' then a.result_visibility = 'always' or (a.result_visibility = 'after-close' and a.state = 'closed')
      when 'answered' then a.result_visibility = 'after-own-response'
    end
  end
$$;

-- What the room may know of an activity once it was opened; correct answer and explanation only when revealed.
create function activity_entity(a activity) returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    'kind', a.kind, 'title', a.title, 'settings', a.settings, 'resultVisibility', a.result_visibility,
    'state', a.state, 'position', a.position, 'opensAt', time_ms(a.opens_at), 'closesAt', time_ms(a.closes_at),
    'closedAt', time_ms(a.closed_at), 'revealed', a.result_state = 'shown')
    || case when a.result_state = 'shown'
            then jsonb_build_object('correct', a.correct, 'explanation', a.explanation) else '{}' end
$$;

create function activity_host_entity(a activity) returns jsonb
language sql immutable as $$
  select activity_entity(a) || jsonb_build_object(
    'resultState', a.result_state, 'correct', a.correct, 'explanation', a.explanation, 'hostNotes', a.host_notes)
$$;

-- The definition, for hosts always, for the room once opened.
create function activities_publish(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
declare
  a activity;
begin
  for a in select * from activity where event_id = p_event and id = any(p_ids) order by id loop
    perform feed_put(p_event, p_version, 'host', 'activity', a.id::text, activity_host_entity(a));
    if a.state <> 'ready' then
      perform feed_put(p_event, p_version, 'attendee', 'activity', a.id::text, activity_entity(a));
    end if;
  end loop;
end
$$;

-- The numbers: result and turnout as entities of their own (W3), each only to whom may see it.
-- A result shows its 100 largest buckets and the rest as `other` (W16).
create function activities_publish_counts(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
declare
  a activity;
  v_run int := (select run from event where id = p_event);
  v_responses bigint;
  v_counts jsonb;
  v_result jsonb;
  v_turnout jsonb;
begin
  for a in select * from activity where event_id = p_event and id = any(p_ids) order by id loop
    select coalesce((select responses from turnout where event_id = p_event and run = v_run and activity_id = a.id), 0)
      into v_responses;
    select coalesce(jsonb_object_agg(bucket, weight), '{}') into v_counts from (
      select case when place <= 100 then bucket else 'other' end as bucket, sum(weight) as weight from (
        select bucket, weight, row_number() over (order by weight desc, bucket) as place
          from tally where event_id = p_event and run = v_run and activity_id = a.id and weight <> 0) ranked
       group by 1) shown;
    v_result := jsonb_build_object('counts', v_counts, 'responses', v_responses, 'final', a.state = 'closed');
    v_turnout := jsonb_build_object('responses', v_responses);

    perform feed_put(p_event, p_version, 'host', 'result', a.id::text, v_result);
    perform feed_put(p_event, p_version, 'host', 'turnout', a.id::text, v_turnout);
    if a.state <> 'ready' then
      perform feed_put(p_event, p_version, 'attendee', 'turnout', a.id::text, v_turnout);
    end if;
    if activity_result_visible(a, 'room') then
      perform feed_put(p_event, p_version, 'attendee', 'result', a.id::text, v_result);
    else
      perform feed_drop(p_event, p_version, 'attendee', 'result', a.id::text);
    end if;
    if activity_result_visible(a, 'answered') then
      perform feed_put(p_event, p_version, 'result:' || a.result_key, 'result', a.id::text, v_result);
    else
      perform feed_drop(p_event, p_version, 'result:' || a.result_key, 'result', a.id::text);
    end if;
  end loop;
end
$$;

-- Closes activities for good: number of responses and hash are stored with the state, in the same transaction (A5).
-- Leaf = SHA-256(response id || nonce || canonical JSON of the answer), ordered by response id.
create function activities_close(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
begin
  update activity a
     set state = 'closed', closed_at = clock_timestamp(), revision = a.revision + 1,
         closed_responses = counted.responses, closed_hash = counted.hash
    from (select o.id, count(r.id) as responses,
                 sha256(coalesce(string_agg(sha256(uuid_send(r.id) || uuid_send(r.nonce) || convert_to(r.answer, 'UTF8')), ''
                                            order by r.id), '')) as hash
            from activity o
            left join response r on r.event_id = p_event and r.activity_id = o.id and r.answer is not null
                                and r.run = (select run from event where id = p_event)
           where o.event_id = p_event and o.id = any(p_ids)
           group by o.id) counted
   where a.event_id = p_event and a.id = counted.id and a.state = 'open';
  perform activities_publish(p_event, p_version, p_ids);
  perform activities_publish_counts(p_event, p_version, p_ids);
end
$$;

-- Ends what is over: due closes happen without traffic (A4).
create function activities_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  v_next timestamptz;
begin
  perform activities_close(p_event, p_version, array(
    select id from activity where event_id = p_event and state = 'open' and closes_at <= clock_timestamp()));
  select min(closes_at) into v_next from activity where event_id = p_event and state = 'open' and closes_at is not null;
  if v_next is not null then
    perform due_at(p_event, 'activities_due', v_next);
  end if;
end
$$;

-- Part of ending an event.
create function activities_event_ended(p_event uuid, p_version bigint) returns void
language sql volatile as $$
  select activities_close(p_event, p_version, array(select id from activity where event_id = p_event and state = 'open'))
$$;

-- Part of restarting an event: every activity is ready again. Rows of the old run stay where they are and count nowhere;
-- result keys change, so that an old key opens nothing.
create function activities_event_reset(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  update activity
     set state = 'ready', result_state = 'auto', opens_at = null, closes_at = null, closed_at = null,
         closed_responses = null, closed_hash = null, revision = revision + 1,
         result_key = replace(gen_random_uuid()::text, '-', '')
   where event_id = p_event;
  delete from feed_entity
   where event_id = p_event and type in ('activity', 'result', 'turnout') and audience <> 'host';
  perform activities_publish(p_event, p_version, array(select id from activity where event_id = p_event));
  perform activities_publish_counts(p_event, p_version, array(select id from activity where event_id = p_event));
  perform stage_put(p_event, p_version, 'join', null);
end
$$;

-- Idempotent by id inside the event. Answers created | exists with the cursor, or id_taken: the id was an activity's that was deleted
-- with its answers, which must not count again because a late retry of its creation arrives.
create function activities_create(p_event uuid, p_activity jsonb)
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
  insert into activity (event_id, id, kind, title, settings, result_visibility, result_key, correct, explanation, host_notes, position)
  values (p_event, a.id, a.kind, a.title, a.settings, a.result_visibility, replace(gen_random_uuid()::text, '-', ''),
          a.correct, a.explanation, a.host_notes,
          coalesce((select max(o.position) + 1 from activity o where o.event_id = p_event), 0))
  on conflict do nothing;
  outcome := case when found then 'created' else 'exists' end;
  perform activities_publish(p_event, v_version, array[a.id]);
  perform activities_publish_counts(p_event, v_version, array[a.id]);
  return query select outcome, v_epoch, v_version;
end
$$;

-- One act on one activity, decided in capabilities/activities/rules.ts on the given revision (PL003 = decide again).
-- The patch holds columns, and three words that need the database's clock or the responses:
-- opensInMs, closesInMs, and countsDepend (settings that change counts: PL004 once somebody answered).
create function activities_commit(p_event uuid, p_id uuid, p_revision int, p_patch jsonb)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_was text;
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
    a.settings_revision := a.settings_revision + 1;
  end if;
  v_was := a.state;
  a := jsonb_populate_record(a, p_patch - 'state');
  if p_patch->>'state' = 'open' then
    a.state := 'open';
    a.opens_at := clock_timestamp() + coalesce((p_patch->>'opensInMs')::int, 0) * interval '1 millisecond';
  end if;
  if p_patch ? 'closesInMs' then
    a.closes_at := clock_timestamp() + (p_patch->>'closesInMs')::int * interval '1 millisecond';
    perform due_at(p_event, 'activities_due', a.closes_at);
  end if;
  update activity o set
    title = a.title, settings = a.settings, settings_revision = a.settings_revision, result_visibility = a.result_visibility,
    correct = a.correct, explanation = a.explanation, host_notes = a.host_notes, position = a.position, state = a.state,
    result_state = a.result_state, opens_at = a.opens_at, closes_at = a.closes_at, revision = o.revision + 1
   where o.event_id = p_event and o.id = p_id;
  if p_patch->>'state' = 'closed' then
    perform activities_close(p_event, v_version, array[p_id]);
  else
    perform activities_publish(p_event, v_version, array[p_id]);
    perform activities_publish_counts(p_event, v_version, array[p_id]);
  end if;
  if v_was = 'ready' and a.state = 'open' then
    perform stage_put(p_event, v_version, 'activity', p_id);
  end if;
  return query select v_epoch, v_version;
end
$$;

-- Removes an activity. Its responses stay unreachable until the event is purged: reset and delete touch no response rows.
create function activities_delete(p_event uuid, p_id uuid)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_epoch text;
  v_version bigint;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  delete from activity o where o.event_id = p_event and o.id = p_id returning * into a;
  if found then
    perform feed_drop(p_event, v_version, e.audience, e.type, e.id) from feed_entity e
      where e.event_id = p_event and e.id = p_id::text and e.type in ('activity', 'result', 'turnout');
    if exists (select 1 from feed_entity e where e.event_id = p_event and e.type = 'stage' and e.body->>'activityId' = p_id::text) then
      perform stage_put(p_event, v_version, 'join', null);
    end if;
  end if;
  return query select v_epoch, v_version;
end
$$;

-- Responses ride the flush.
-- items = [{n, activity, participant, seq, answer (canonical JSON text) | null, contributions, settingsRevision}]
create function activities_flush_rows(p_event uuid, p_items jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_run int;
  v_refusal text;
  v_judged jsonb;
  v_written jsonb;
  v_answers jsonb;
begin
  select e.run, case when e.deleted_at is not null then 'event_gone'
                     when e.status = 'draft' then 'event_not_started'
                     when e.status = 'paused' then 'event_paused'
                     when e.status in ('ended', 'archived') then 'event_ended' end
    into v_run, v_refusal from event e where e.id = p_event;

  select jsonb_agg(to_jsonb(item) || jsonb_build_object('key', a.result_key, 'visibility', a.result_visibility, 'refused',
           case when p.id is null then 'credentials_invalid'
                when p.banned_at is not null then 'participant_banned'
                when a.id is null then 'activity_not_found'
                when v_refusal is not null then v_refusal
                when a.state = 'ready' or (a.state = 'open' and a.opens_at > clock_timestamp()) then 'not_open_yet'
                when not activity_takes_answers(a) then 'activity_closed'
                when item.answer is not null and a.settings_revision <> item."settingsRevision" then 'stale' end))
    into v_judged
    from jsonb_to_recordset(p_items)
         as item(n int, activity uuid, participant uuid, seq bigint, answer text, contributions jsonb, "settingsRevision" int)
    left join activity a on a.event_id = p_event and a.id = item.activity
    left join participant p on p.event_id = p_event and p.id = item.participant;

  -- In key order: two flushes never wait for each other in a circle. The seq guard makes the newest answer win.
  with written as (
    insert into response as r (event_id, run, activity_id, participant_id, seq, answer, contributions)
    select p_event, v_run, item.activity, item.participant, item.seq, item.answer, item.contributions
      from jsonb_to_recordset(v_judged)
           as item(activity uuid, participant uuid, seq bigint, answer text, contributions jsonb, refused text)
     where item.refused is null
     order by item.activity, item.participant
    on conflict (event_id, run, activity_id, participant_id) do update
       set seq = excluded.seq, answer = excluded.answer, contributions = excluded.contributions,
           nonce = gen_random_uuid(), updated_at = clock_timestamp()
     where r.seq < excluded.seq
    returning activity_id, participant_id, new.contributions as now, old.contributions as was,
              new.answer is not null as counts, coalesce(old.answer is not null, false) as counted
  )
  select jsonb_agg(to_jsonb(written) || jsonb_build_object('settingsRevision', item."settingsRevision", 'answered', item.answer is not null))
    into v_written
    from written join jsonb_to_recordset(v_judged) as item(activity uuid, participant uuid, answer text, "settingsRevision" int)
      on item.activity = written.activity_id and item.participant = written.participant_id;

  -- A fresh statement sees what a concurrent flush committed while we waited. What is stored decides before any refusal:
  -- the retry of a vote that was counted is answered 2xx whenever it arrives (W12).
  select jsonb_object_agg(item.n, case
           when item.refused in ('credentials_invalid', 'participant_banned') then jsonb_build_object('refused', item.refused)
           when r.seq is not null and r.seq = item.seq and r.answer is distinct from item.answer
             then jsonb_build_object('refused', 'seq_reused')
           when r.seq is not null and r.seq >= item.seq
             then jsonb_build_object('status', case when r.seq > item.seq then 'superseded' when r.answer is null then 'withdrawn' else 'saved' end,
                                     'answer', r.answer::jsonb, 'seq', r.seq)
                  || case when item.visibility = 'after-own-response' and r.answer is not null
                          then jsonb_build_object('resultKey', item.key) else '{}' end
           else jsonb_build_object('refused', coalesce(item.refused, 'internal')) end)
    into v_answers
    from jsonb_to_recordset(v_judged)
         as item(n int, activity uuid, participant uuid, seq bigint, answer text, refused text, key text, visibility text)
    left join response r on r.event_id = p_event and r.run = v_run and r.activity_id = item.activity and r.participant_id = item.participant;

  return jsonb_build_object('changed', v_written is not null, 'answers', v_answers,
                            'carry', jsonb_build_object('run', v_run, 'written', v_written));
end
$$;

create function activities_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_run int := (p_carry->>'run')::int;
  v_written jsonb := p_carry->'written';
  v_ids uuid[];
begin
  -- Under the head lock nothing of this can change any more: what was judged before the lock is judged again.
  if not exists (select 1 from event e where e.id = p_event and e.run = v_run and e.status = 'live' and e.deleted_at is null)
     or exists (
       select 1 from jsonb_to_recordset(v_written) as w(activity_id uuid, participant_id uuid, answered boolean, "settingsRevision" int)
         left join activity a on a.event_id = p_event and a.id = w.activity_id
         left join participant p on p.event_id = p_event and p.id = w.participant_id and p.banned_at is null
        where a.id is null or p.id is null or not activity_takes_answers(a)
           or (w.answered and a.settings_revision <> w."settingsRevision")) then
    raise exception 'closed, banned or edited meanwhile' using errcode = 'PL001';
  end if;

  insert into tally as t (event_id, run, activity_id, bucket, weight)
  select p_event, v_run, activity_id, bucket, sum(weight) from (
    select w.activity_id, c.key as bucket, c.value::bigint as weight
      from jsonb_to_recordset(v_written) as w(activity_id uuid, now jsonb), jsonb_each_text(w.now) c
    union all
    select w.activity_id, c.key, -c.value::bigint
      from jsonb_to_recordset(v_written) as w(activity_id uuid, was jsonb), jsonb_each_text(w.was) c
     where jsonb_typeof(w.was) = 'object') difference
   group by activity_id, bucket having sum(weight) <> 0
   order by activity_id, bucket
  on conflict (event_id, run, activity_id, bucket) do update set weight = t.weight + excluded.weight;

  insert into turnout as t (event_id, run, activity_id, responses)
  select p_event, v_run, activity_id, sum(counts::int - counted::int)
    from jsonb_to_recordset(v_written) as w(activity_id uuid, counts boolean, counted boolean)
   group by activity_id
   order by activity_id
  on conflict (event_id, run, activity_id) do update set responses = t.responses + excluded.responses;

  select array_agg(distinct activity_id) into v_ids from jsonb_to_recordset(v_written) as w(activity_id uuid);
  perform activities_publish_counts(p_event, p_version, v_ids);
  return '{}';
end
$$;
