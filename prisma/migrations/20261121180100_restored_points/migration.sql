-- Who was removed by mistake comes back with the points their answers brought. Removing takes the standing and keeps what it was the sum of.

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
-- Processes of the release before call it with two arguments, and mean the points too.
drop function participants_restore(uuid, uuid);
create function participants_restore(p_event uuid, p_participant uuid, p_also text[] default '{quiz_participant_restored}',
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
