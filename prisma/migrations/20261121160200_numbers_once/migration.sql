-- A number that was used is never used for something else.

-- The revision of an activity's settings begins at the version that created it: an id that was deleted before anybody answered and is created
-- again must not look to a process like the one whose settings it remembers.
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
  insert into activity (event_id, id, kind, title, settings, settings_revision, result_visibility, result_key, correct, explanation, host_notes, position)
  values (p_event, a.id, a.kind, a.title, a.settings, v_version::int, a.result_visibility, replace(gen_random_uuid()::text, '-', ''),
          a.correct, a.explanation, a.host_notes,
          coalesce((select max(o.position) + 1 from activity o where o.event_id = p_event), 0))
  on conflict do nothing;
  outcome := case when found then 'created' else 'exists' end;
  perform activities_publish(p_event, v_version, array[a.id]);
  perform activities_publish_counts(p_event, v_version, array[a.id]);
  return query select outcome, v_epoch, v_version;
end
$$;

-- Tells at which version it ran, so that the process which ran it remembers it (F8).
drop function run_due(uuid, text);
create function run_due(p_event uuid, p_what text, out epoch text, out version bigint)
language plpgsql volatile as $$
begin
  if p_what !~ '^[a-z_]+_due$' then
    raise exception 'not a due function: %', p_what;
  end if;
  perform 1 from event_head where event_id = p_event for update;
  delete from event_due where event_id = p_event and what = p_what and at <= clock_timestamp();
  if not found then
    return;
  end if;
  select b.epoch, b.version into run_due.epoch, run_due.version from feed_bump(p_event) b;
  execute format('select %I($1, $2)', p_what) using p_event, run_due.version;
end
$$;
