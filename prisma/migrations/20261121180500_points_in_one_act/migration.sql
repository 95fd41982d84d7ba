-- Points in one act, whatever meets.
--
-- A streak goes on from the question before. It was looked up when points were computed and mended for later questions afterwards, each in an
-- act of its own: two reveals at once lost it. Now all questions whose points depend on this one are computed together and stored in one commit,
-- conditional on nothing having been awarded meanwhile.
create table quiz_state (
  event_id uuid primary key,
  -- Grows with every act that gives or takes points.
  revision bigint not null
);

-- Sets what this question brought to exactly these rows: p_award = {"participants": "{…}", "points": "{…}", "right": "{…}", "streaks": "{…}"},
-- columns as array literals, one row for each participant who answered; all empty: it brings nothing any more. What people have who were removed is kept for their return, and seen by nobody.
create or replace function quiz_award(p_event uuid, p_version bigint, p_activity uuid, p_award jsonb) returns void
language plpgsql volatile
-- `standing` grows within this transaction, and its statistics say that it is empty: nested loops over it are quadratic.
set enable_nestloop = off
as $$
declare
  v_run int := (select run from event where id = p_event);
  v_people uuid[] := (p_award->>'participants')::uuid[];
begin
  with gone as (
    delete from points o
     where o.event_id = p_event and o.run = v_run and o.activity_id = p_activity
       -- Not `<> all`, which compares each with each once the plan is a generic one.
       and not exists (select 1 from unnest(v_people) as still(id) where still.id = o.participant_id)
    returning o.participant_id, o.points
  )
  update standing s set points = s.points - gone.points from gone
   where s.event_id = p_event and s.run = v_run and s.participant_id = gone.participant_id;

  with stored as (
    insert into points as o (event_id, run, activity_id, participant_id, points, is_right, streak)
    select p_event, v_run, p_activity, participant_id, points, is_right, streak
      from unnest(v_people, (p_award->>'points')::int[], (p_award->>'right')::boolean[], (p_award->>'streaks')::int[])
        as given(participant_id, points, is_right, streak)
     order by participant_id
    on conflict (event_id, run, activity_id, participant_id) do update
       set points = excluded.points, is_right = excluded.is_right, streak = excluded.streak
     where (o.points, o.is_right, o.streak) is distinct from (excluded.points, excluded.is_right, excluded.streak)
    returning participant_id, new.points - coalesce(old.points, 0) as difference
  )
  insert into standing as s (event_id, run, participant_id, points)
  select p_event, v_run, participant_id, difference
    from stored join participant p on p.event_id = p_event and p.id = participant_id and p.banned_at is null
   order by participant_id
  on conflict (event_id, run, participant_id) do update set points = s.points + excluded.points;

  if cardinality(v_people) = 0 then
    delete from standing s where s.event_id = p_event and s.run = v_run
       and not exists (select 1 from points o where o.event_id = p_event and o.run = v_run and o.participant_id = s.participant_id);
  end if;
  update activity set awarded_at = case when cardinality(v_people) > 0 then coalesce(awarded_at, clock_timestamp()) end
   where event_id = p_event and id = p_activity;
end
$$;

-- What was computed before this is computed again.
create function quiz_points_change(p_event uuid) returns void
language sql volatile as $$
  insert into quiz_state as q (event_id, revision) values (p_event, 1)
  on conflict (event_id) do update set revision = q.revision + 1
$$;

-- p_awards = {activity: award}, computed from what was read at p_revision. PL003: points were given meanwhile.
create function quiz_awards(p_event uuid, p_version bigint, p_awards jsonb, p_revision bigint) returns void
language plpgsql volatile as $$
begin
  if coalesce((select revision from quiz_state where event_id = p_event), 0) <> p_revision then
    raise exception 'points were given meanwhile' using errcode = 'PL003';
  end if;
  if p_awards = '{}' then
    return;
  end if;
  perform quiz_points_change(p_event);
  perform quiz_award(p_event, p_version, key::uuid, value) from jsonb_each(p_awards);
  perform quiz_publish(p_event, p_version);
end
$$;

-- People joined teams that have points already, or somebody on the board has another name. A moment later, for all of them together.
create function quiz_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  if quiz_has_points(p_event) then
    perform quiz_publish(p_event, p_version);
  end if;
end
$$;

create or replace function participants_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  e event;
  v_answers jsonb;
begin
  select * into e from event where id = p_event;
  if e.deleted_at is not null or e.status in ('ended', 'archived') then
    raise exception 'event ended meanwhile' using errcode = 'PL001';
  end if;
  if exists (select 1 from jsonb_to_recordset(p_carry) as x(team text)
              where team is not null and (e.settings->>'teamMode' <> 'choose' or not team_exists(e, team))) then
    raise exception 'teams changed meanwhile' using errcode = 'PL001';
  end if;

  with item as (
    select * from jsonb_to_recordset(p_carry) as x(n int, id uuid, fold text)
  )
  update participant p
     set nickname_number = taken.last + item.place
    from (select id, fold, row_number() over (partition by fold order by n)::int as place from item where fold is not null) item,
         lateral (select coalesce(max(o.nickname_number), 0) as last from participant o
                   where o.event_id = p_event and o.nickname_fold = item.fold) taken
   where p.event_id = p_event and p.id = item.id;

  if e.settings->>'teamMode' = 'assigned' then
    perform participants_assign(p_event, array(select id from jsonb_to_recordset(p_carry) as x(n int, id uuid) order by n));
  end if;

  select jsonb_object_agg(item.n, jsonb_build_object('participant', found.self)) into v_answers
    from jsonb_to_recordset(p_carry) as item(n int, id uuid, fold text),
         -- The limit keeps it one index look-up each.
         lateral (select participant_self(p) as self from participant p where p.event_id = p_event and p.id = item.id limit 1) found
   where item.fold is not null or e.settings->>'teamMode' = 'assigned';

  update participant_count set joined = joined + jsonb_array_length(p_carry) where event_id = p_event;
  perform participants_publish(p_event, p_version);
  if e.settings->>'teamMode' in ('choose', 'assigned') and quiz_has_points(p_event) then
    perform due_at(p_event, 'quiz_due', clock_timestamp() + interval '1 s');
  end if;
  return v_answers;
end
$$;

-- As before, and the board learns the name.
create or replace function participants_change(p_event uuid, p_participant uuid, p_patch jsonb, p_has_points text, out refused text, out self json)
language plpgsql volatile as $$
declare
  p participant;
  e event;
  v_was participant;
  v_has_points boolean := false;
begin
  -- Own row before the head: the global lock order.
  select * into v_was from participant where event_id = p_event and id = p_participant for update;
  refused := case when v_was.id is null then 'credentials_invalid' when v_was.banned_at is not null then 'participant_banned' end;
  if refused is not null then
    return;
  end if;
  p := jsonb_populate_record(v_was, p_patch);

  if p.nickname_fold is distinct from v_was.nickname_fold or p.team_id is distinct from v_was.team_id then
    perform 1 from event_head where event_id = p_event for update;
  end if;
  if p.team_id is distinct from v_was.team_id then
    select * into e from event where id = p_event;
    if p_has_points is not null then
      execute format('select %I($1)', p_has_points) into v_has_points using p_event;
    end if;
    refused := case when not team_exists(e, p.team_id) then 'team_unknown'
                    when v_has_points or e.settings->>'teamMode' <> 'choose' then 'settings_frozen' end;
    if refused is not null then
      return;
    end if;
  end if;
  if p.nickname_fold is distinct from v_was.nickname_fold then
    p.nickname_number := case when p.nickname_fold is not null
      then 1 + (select coalesce(max(o.nickname_number), 0) from participant o
                 where o.event_id = p_event and o.nickname_fold = p.nickname_fold and o.id <> p_participant) end;
  end if;
  update participant
     set nickname = p.nickname, nickname_fold = p.nickname_fold, nickname_number = p.nickname_number, team_id = p.team_id
   where event_id = p_event and id = p_participant;
  if p.nickname is distinct from v_was.nickname and quiz_has_points(p_event) then
    perform due_at(p_event, 'quiz_due', clock_timestamp() + interval '1 s');
  end if;
  self := participant_self(p);
end
$$;

-- Set-based: five hundred at once are one statement.
create or replace function activities_publish(p_event uuid, p_version bigint, p_ids uuid[]) returns void
language plpgsql volatile as $$
begin
  insert into feed_entity as e (event_id, audience, type, id, version, body)
  select p_event, x.audience, 'activity', a.id::text, p_version, x.body
    from activity a,
    lateral (select activity_entity(a)
               -- The first round's id says that there is one: only once it was opened (W5).
               - case when exists (select 1 from activity f where f.event_id = p_event and f.id = a.follows and f.state <> 'ready')
                      then '' else 'follows' end as body) public,
    lateral (values ('host', activity_host_entity(a)), ('attendee', case when a.state <> 'ready' then public.body end)) as x(audience, body)
   where a.event_id = p_event and a.id = any(p_ids) and x.body is not null
  on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
   where e.body is distinct from excluded.body;
end
$$;

-- Opens what is ready, under the head lock. Lead and length are the kind's unless told; a close that was scheduled stays, if it comes
-- after the opening.
create or replace function activities_open(p_event uuid, p_version bigint, p_ids uuid[], p_opens_in_ms int, p_closes_in_ms int) returns void
language plpgsql volatile as $$
declare
  a activity;
  v_opens timestamptz;
  v_closes_in int;
  v_next timestamptz;
  -- One moment for all that open together: their order is their place in the run of show.
  v_now timestamptz := clock_timestamp();
  -- At their own pace nobody waits for a start, and no clock runs for all.
  v_own_pace boolean := (select coalesce(settings->>'pace', 'host') = 'self' from event where id = p_event);
begin
  -- One after the other, by key: joined with itself, a table without statistics is compared each with each.
  for a in select * from activity r where r.event_id = p_event and r.id = any(p_ids) and r.state = 'ready' loop
    v_opens := v_now + coalesce(p_opens_in_ms, case when not v_own_pace then (a.traits->'timing'->>'opensInMs')::int end, 0) * interval '1 millisecond';
    v_closes_in := coalesce(p_closes_in_ms, case when not v_own_pace then (a.traits->'timing'->>'closesInMs')::int end);
    update activity o
       set state = 'open', result_state = 'auto', revision = o.revision + 1, opens_at = v_opens,
           closes_at = case when v_closes_in is not null then v_opens + v_closes_in * interval '1 millisecond'
                            when o.closes_at > v_opens then o.closes_at end
     where o.event_id = p_event and o.id = a.id;
  end loop;
  select min(closes_at) into v_next from activity where event_id = p_event and id = any(p_ids) and closes_at is not null;
  if v_next is not null then
    perform due_at(p_event, 'activities_due', v_next);
  end if;
  perform activities_publish(p_event, p_version, p_ids);
  perform activities_publish_counts(p_event, p_version, p_ids);
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
  if p_patch ? 'awards' then
    perform quiz_awards(p_event, v_version, p_patch->'awards', (p_patch->>'awardsRevision')::bigint);
  end if;
  -- As processes of the release before give points.
  if p_patch ? 'award' then
    perform quiz_points_change(p_event);
    perform quiz_award(p_event, v_version, p_id, p_patch->'award');
    perform quiz_publish(p_event, v_version);
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

-- p_awards: of questions after it, whose streaks began in it, and nothing for itself; computed from what was read at p_revision. Processes of the
-- release before name neither.
drop function activities_delete(uuid, uuid);
create function activities_delete(p_event uuid, p_id uuid, p_awards jsonb default '{}', p_revision bigint default null)
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  a activity;
  v_epoch text;
  v_version bigint;
  v_alone uuid[];
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  if p_revision is not null then
    perform quiz_awards(p_event, v_version, p_awards, p_revision);
  elsif exists (select 1 from activity o where o.event_id = p_event and o.id = p_id and o.awarded_at is not null) then
    perform quiz_points_change(p_event);
    perform quiz_award(p_event, v_version, p_id, '{"participants": "{}", "points": "{}", "right": "{}", "streaks": "{}"}');
    perform quiz_publish(p_event, v_version);
  end if;
  delete from activity o where o.event_id = p_event and o.id = p_id returning * into a;
  if found then
    perform feed_drop(p_event, v_version, e.audience, e.type, e.id) from feed_entity e
      where e.event_id = p_event and e.id = p_id::text and e.type in ('activity', 'result', 'turnout', 'buckets');
    perform entries_activity_deleted(p_event, v_version, a);
    with alone as (
      update activity o set follows = null, revision = o.revision + 1 where o.event_id = p_event and o.follows = p_id returning o.id
    )
    select coalesce(array_agg(id), '{}') into v_alone from alone;
    perform activities_publish(p_event, v_version, v_alone);
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

-- As before; points of the run that ended are nobody's.
create or replace function activities_event_reset(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  perform quiz_points_change(p_event);
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
