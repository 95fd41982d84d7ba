-- Acts on events. Decisions are made in TypeScript (capabilities/events/rules.ts); each act is committed by one call here, so that the
-- head lock is never held across a round trip. An act is conditional on the revision it was decided on:
-- PL003 = somebody else acted meanwhile: read again, decide again.

create function event_entity(e event) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'title', e.title, 'code', e.code, 'status', e.status, 'settings', e.settings, 'run', e.run,
    'startedAt', time_ms(e.started_at), 'endedAt', time_ms(e.ended_at))
$$;

-- The event as both audiences see it, and the note that steers polling.
create function events_publish(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  e event;
begin
  select * into e from event where id = p_event;
  perform feed_put(p_event, p_version, 'attendee', 'event', p_event::text, event_entity(e));
  perform feed_put(p_event, p_version, 'host', 'event', p_event::text,
                   event_entity(e) || jsonb_build_object('hasPasscode', e.passcode_hash is not null));
  update event_head
     set note = jsonb_build_object('status', e.status, 'endedAt', time_ms(e.ended_at), 'deletedAt', time_ms(e.deleted_at))
   where event_id = p_event;
end
$$;

-- What the projector shows. The entity is the state; hosts see it too.
create function stage_put(p_event uuid, p_version bigint, p_view text, p_activity uuid) returns void
language sql volatile as $$
  select feed_put(p_event, p_version, audience, 'stage', p_event::text,
                  jsonb_build_object('view', p_view, 'activityId', p_activity))
    from unnest(array['screen', 'host']) audience
$$;

-- Idempotent by id for the same owner. Answers created | exists | id_taken | code_taken.
create function events_create(p_event jsonb) returns text
language plpgsql volatile as $$
declare
  e event := jsonb_populate_record(null::event, p_event);
  v_owner text;
begin
  insert into event (id, owner_id, code, live_code, title, settings, passcode_hash)
  values (e.id, e.owner_id, e.code, e.code, e.title, e.settings, e.passcode_hash)
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

-- One act on one event. p_also names functions of other capabilities that belong to the same act, `<capability>_…(event, version)`.
create function events_commit(p_event uuid, p_revision int, p_patch jsonb, p_also text[])
returns table (epoch text, version bigint)
language plpgsql volatile as $$
declare
  e event;
  v_epoch text;
  v_version bigint;
  v_also text;
begin
  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  select * into e from event where id = p_event and revision = p_revision;
  if not found then
    raise exception 'event changed meanwhile' using errcode = 'PL003';
  end if;
  e := jsonb_populate_record(e, p_patch);
  if p_patch ? 'run' then
    -- A restart: a new epoch, and the old run's tombstones go with the cursors that needed them.
    v_epoch := feed_rotate(p_event, v_epoch, true);
    select h.version into v_version from event_head h where h.event_id = p_event;
    delete from feed_entity where event_id = p_event and body is null;
  end if;
  update event set
    title = e.title, status = e.status, settings = e.settings, passcode_hash = e.passcode_hash, run = e.run,
    started_at = case when p_patch->>'status' = 'live' then coalesce(event.started_at, clock_timestamp()) else e.started_at end,
    ended_at = case when p_patch->>'status' = 'ended' then clock_timestamp() else e.ended_at end,
    deleted_at = case when p_patch ? 'deleted' then clock_timestamp() else event.deleted_at end,
    live_code = case when p_patch ? 'deleted' or e.status = 'archived' then null else event.code end,
    revision = event.revision + 1
   where id = p_event;
  perform events_publish(p_event, v_version);
  foreach v_also in array p_also loop
    execute format('select %I($1, $2)', v_also) using p_event, v_version;
  end loop;
  return query select v_epoch, v_version;
end
$$;
