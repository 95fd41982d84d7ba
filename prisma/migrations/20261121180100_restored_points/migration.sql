-- Who was removed by mistake comes back with the points their answers brought. Removing takes the standing and keeps what it was the sum of.

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
     where o.event_id = p_event and o.run = v_run and o.activity_id = p_activity and o.participant_id <> all(v_people)
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

create or replace function quiz_participant_removed(p_event uuid, p_version bigint, p_participant uuid) returns void
language plpgsql volatile as $$
begin
  delete from standing s using event e
   where e.id = p_event and s.event_id = p_event and s.run = e.run and s.participant_id = p_participant;
  if found then
    perform quiz_publish(p_event, p_version);
  end if;
end
$$;

create function quiz_participant_restored(p_event uuid, p_version bigint, p_participant uuid) returns void
language plpgsql volatile as $$
begin
  insert into standing (event_id, run, participant_id, points)
  select p_event, o.run, p_participant, sum(o.points)
    from points o join event e on e.id = p_event and e.run = o.run
   where o.event_id = p_event and o.participant_id = p_participant
   group by o.run
  on conflict (event_id, run, participant_id) do update set points = excluded.points;
  if found then
    perform quiz_publish(p_event, p_version);
  end if;
end
$$;

-- Gives the person back, and what p_also names functions (event, version, participant) for. What they wrote while it was open stays gone.
-- Processes of the release before call it with two arguments.
drop function participants_restore(uuid, uuid);
create function participants_restore(p_event uuid, p_participant uuid, p_also text[] default '{}',
                                     out is_known boolean, out epoch text, out version bigint)
language plpgsql volatile as $$
declare
  v_was participant;
  v_name text;
begin
  select * into v_was from participant where event_id = p_event and id = p_participant for update;
  is_known := found;
  if not is_known or v_was.banned_at is null then
    return;
  end if;
  update participant set banned_at = null, may_return = false where event_id = p_event and id = p_participant;
  select b.epoch, b.version into participants_restore.epoch, participants_restore.version from feed_bump(p_event) b;
  if v_was.team_id is null and exists (select 1 from event where id = p_event and settings->>'teamMode' = 'assigned') then
    perform participants_assign(p_event, array[p_participant]);
  end if;
  foreach v_name in array p_also loop
    execute format('select %I($1, $2, $3)', v_name) using p_event, participants_restore.version, p_participant;
  end loop;
  update participant_count set joined = joined + 1 where event_id = p_event;
  perform participants_publish(p_event, participants_restore.version);
end
$$;
