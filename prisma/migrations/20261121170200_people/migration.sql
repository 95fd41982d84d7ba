-- People: teams, personal codes, removing somebody; and the settings of an event that are fixed once people acted under them.

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "may_return" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "resume_code_hash" BYTEA,
ADD COLUMN     "team_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "participant_event_id_resume_code_hash_key" ON "participant"("event_id", "resume_code_hash");

-- Settings of events --------------------------------------------------------------------------------------------------------------

-- What an event has that was told nothing else. Here, so that a process of the release before creates events that this one can read.
create function event_default_settings() returns jsonb
language sql immutable as $$
  select '{"moderation": "before", "nicknames": "optional", "answers": "anonymous", "pace": "host", "teamMode": "off", "teams": []}'::jsonb
$$;

create or replace function events_create(p_event jsonb) returns text
language plpgsql volatile as $$
declare
  e event := jsonb_populate_record(null::event, p_event);
  v_owner text;
begin
  insert into event (id, owner_id, code, live_code, title, settings, passcode_hash)
  values (e.id, e.owner_id, e.code, e.code, e.title, event_default_settings() || e.settings, e.passcode_hash)
  on conflict do nothing;
  if not found then
    select owner_id into v_owner from event where id = e.id;
    return case when v_owner is null then 'code_taken' when v_owner = e.owner_id then 'exists' else 'id_taken' end;
  end if;
  insert into event_head (event_id, epoch) values (e.id, feed_new_epoch());
  insert into participant_count (event_id) values (e.id);
  perform feed_bump(e.id);
  perform events_publish(e.id, 1);
  perform stage_put(e.id, 1, 'join', null);
  perform feed_put(e.id, 1, audience, 'audience', e.id::text, '{"joined": 0}')
    from unnest(array['attendee', 'host']) audience;
  return 'created';
end
$$;

-- `events_commit` with what other capabilities have to say to it, by name:
--   p_first   (event): locks rows that are taken before the head;
--   p_also    (event, version): belongs to the act;
--   p_unless  (event) → boolean: where one holds, the act is refused with PL004. Asked under the head lock, where no answer can come in between.
create function events_change(p_event uuid, p_revision int, p_patch jsonb, p_first text[], p_also text[], p_unless text[])
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  v_name text;
  v_holds boolean;
begin
  foreach v_name in array p_first loop
    execute format('select %I($1)', v_name) using p_event;
  end loop;
  select c.epoch, c.version into events_change.epoch, events_change.version
    from events_commit(p_event, p_revision, p_patch, p_also) c;
  foreach v_name in array p_unless loop
    execute format('select %I($1)', v_name) into v_holds using p_event;
    if v_holds then
      raise exception '% holds', v_name using errcode = 'PL004';
    end if;
  end loop;
  return next;
end
$$;

-- Whether anybody answered in this run, or is being asked: a first answer may be on its way, given under a promise that still stands on its
-- phone. An answer that was taken back was given too.
create function activities_has_answers(p_event uuid) returns boolean
language plpgsql volatile as $$
begin
  return exists (select 1 from activity a where a.event_id = p_event and a.state = 'open')
      or exists (select 1 from response r join event e on e.id = p_event and r.run = e.run where r.event_id = p_event);
end
$$;

-- Events from before get the new settings, and everybody who follows them sees that: each in an act of its own, by the processes' tick, so
-- that no event waits for another. Until then, and for events that are over, whoever reads settings fills them in.
create function events_due(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
begin
  update event set settings = event_default_settings() || settings where id = p_event;
  perform events_publish(p_event, p_version);
end
$$;

insert into event_due (event_id, what, at)
select id, 'events_due', clock_timestamp() from event where deleted_at is null and status not in ('ended', 'archived')
on conflict do nothing;

-- Joining -------------------------------------------------------------------------------------------------------------------------

-- A participant as it is told about itself.
create function participant_self(p participant) returns json
language sql immutable as $$
  select json_build_object('id', p.id, 'nickname', participant_name(p), 'teamId', p.team_id)
$$;

create function event_team_ids(e event) returns text[]
language sql immutable as $$
  select array(select team->>'id' from jsonb_array_elements(e.settings->'teams') team)
$$;

-- No team is one everybody may have.
create function team_exists(e event, p_team text) returns boolean
language sql immutable as $$
  select p_team is null or p_team = any(event_team_ids(e))
$$;

-- The smallest team gets the next person, the first of equal ones: with the same people the same teams, whoever asks.
-- Under the head lock, so that two processes never count the same room.
create function participants_assign(p_event uuid, p_ids uuid[]) returns void
language sql volatile as $$
  with team as (
    select t.id, t.place, coalesce(m.members, 0) as members
      from event e, unnest(event_team_ids(e)) with ordinality as t(id, place)
      left join (select team_id, count(*) as members from participant
                  where event_id = p_event and banned_at is null and team_id is not null group by team_id) m on m.team_id = t.id
     where e.id = p_event
  ), seat as (
    select id, row_number() over (order by members + n, place) as number
      from team, generate_series(1, cardinality(p_ids)) n
  )
  update participant p set team_id = seat.id
    from unnest(p_ids) with ordinality as person(id, number) join seat using (number)
   where p.event_id = p_event and p.id = person.id
$$;

-- Columns: n, id, joinKeyHash (hex) | null, nickname | null, fold | null, team | null (processes of the release before send none).
create or replace function participants_flush_rows(p_event uuid, p_items jsonb, out changed boolean, out answers json, out carry jsonb)
language plpgsql volatile as $$
declare
  v_n int[] := p_items->>'n';
  v_ids uuid[] := p_items->>'id';
  v_keys text[] := p_items->>'joinKeyHash';
  v_wished text[] := p_items->>'team';
  v_refusal text;
  v_mode text;
  v_teams text[];
begin
  select case when e.deleted_at is not null then 'event_gone'
              when e.status in ('ended', 'archived') then 'event_ended' end,
         e.settings->>'teamMode', event_team_ids(e)
    into v_refusal, v_mode, v_teams from event e where e.id = p_event;

  if v_refusal is null then
    with item as materialized (
      -- Where teams are not chosen, a wish is no wish.
      select n, id, key, nickname, fold, case when v_mode = 'choose' then wished end as team
        from unnest(v_n, v_ids, v_keys, (p_items->>'nickname')::text[], (p_items->>'fold')::text[], v_wished)
          as x(n, id, key, nickname, fold, wished)
    ), created as (
      insert into participant (event_id, id, join_key_hash, nickname, nickname_fold, team_id)
      select p_event, id, decode(key, 'hex'), nickname, fold, team from item
       where team is null or team = any(v_teams)
       order by key, id
      on conflict do nothing
      returning id
    )
    select jsonb_agg(jsonb_build_object('n', n, 'id', id, 'nickname', nickname, 'fold', fold, 'team', team)) into carry
      from item where id in (select id from created);
  end if;

  -- A fresh statement: a row that another process committed while we waited on its key is visible now. Two look-ups by key, for an OR
  -- of them may be planned as a walk through the whole event. Who was removed stays out, also by the key of the same device.
  select json_object_agg(item.n,
           case when (found.person).id is null then json_build_object('refused', coalesce(v_refusal, 'team_unknown'))
                when (found.person).banned_at is not null then json_build_object('refused', 'participant_banned')
                else json_build_object('participant', participant_self(found.person)) end)
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

-- Numbers equal nicknames, finds a team for everybody where they are assigned, and counts the room: under the head lock.
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
  return v_answers;
end
$$;

-- Teams ---------------------------------------------------------------------------------------------------------------------------

-- Before a change of teams: everybody, in key order, before the head.
create function participants_teams_lock(p_event uuid) returns void
language plpgsql volatile as $$
begin
  perform 1 from participant where event_id = p_event order by id for update;
end
$$;

-- Part of changing the settings of teams. PL004 = somebody is in a team that is gone: before the start they are without one, later the
-- team stays. Where teams are assigned now, everybody gets one.
create function participants_teams_changed(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  e event;
begin
  select * into e from event where id = p_event;
  if exists (select 1 from participant where event_id = p_event and not team_exists(e, team_id)) then
    if e.status <> 'draft' and e.settings->>'teamMode' <> 'off' then
      raise exception 'somebody is in this team' using errcode = 'PL004';
    end if;
    update participant set team_id = null where event_id = p_event and not team_exists(e, team_id);
  end if;
  if e.settings->>'teamMode' = 'assigned' then
    perform participants_assign(p_event, array(
      select id from participant where event_id = p_event and team_id is null and banned_at is null order by created_at, id));
  end if;
end
$$;

-- One's own name and team, changed together or one of them: patch = {nickname, nickname_fold, team_id}. Replaces participants_rename, which
-- processes of the release before still call. p_has_points names a function (event) → boolean, or is null.
create function participants_change(p_event uuid, p_participant uuid, p_patch jsonb, p_has_points text, out refused text, out self json)
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
  self := participant_self(p);
end
$$;

-- Removing ------------------------------------------------------------------------------------------------------------------------

-- Removes somebody for good or until restored; idempotent. What they wrote is other capabilities' to take back in the same act:
--   p_first  (event, participant): locks their rows in key order, before the head;
--   p_also   (event, version, participant): takes back, under the head lock.
-- p_may_return frees the device: joining again makes somebody new.
create function participants_remove(p_event uuid, p_participant uuid, p_may_return boolean, p_first text[], p_also text[],
                                    out is_known boolean, out epoch text, out version bigint)
language plpgsql volatile as $$
declare
  v_was participant;
  v_name text;
begin
  select * into v_was from participant where event_id = p_event and id = p_participant for update;
  is_known := found;
  update participant
     set banned_at = coalesce(banned_at, clock_timestamp()), may_return = may_return or p_may_return,
         join_key_hash = case when not p_may_return then join_key_hash end
   where event_id = p_event and id = p_participant;
  if not is_known or v_was.banned_at is not null then
    return;
  end if;
  foreach v_name in array p_first loop
    execute format('select %I($1, $2)', v_name) using p_event, p_participant;
  end loop;
  select b.epoch, b.version into participants_remove.epoch, participants_remove.version from feed_bump(p_event) b;
  foreach v_name in array p_also loop
    execute format('select %I($1, $2, $3)', v_name) using p_event, participants_remove.version, p_participant;
  end loop;
  update participant_count set joined = joined - 1 where event_id = p_event;
  perform participants_publish(p_event, participants_remove.version);
end
$$;

-- Gives the person back, not what was taken back with them.
create function participants_restore(p_event uuid, p_participant uuid, out is_known boolean, out epoch text, out version bigint)
language plpgsql volatile as $$
declare
  v_was participant;
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
  update participant_count set joined = joined + 1 where event_id = p_event;
  perform participants_publish(p_event, participants_restore.version);
end
$$;
