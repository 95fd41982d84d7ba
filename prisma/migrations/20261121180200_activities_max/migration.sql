-- An event has at most 500 activities: as many as one request orders, and one snapshot of the host's feed carries. PL008: it is full.
create or replace function activities_add(p_event uuid, p_version bigint, p_activity jsonb, p_position int) returns text
language plpgsql volatile as $$
declare
  a activity := jsonb_populate_record(null::activity, p_activity);
begin
  insert into activity (event_id, id, kind, title, image, settings, settings_revision, traits, result_visibility, result_key, correct,
                        explanation, host_notes, section, opens_at, closes_at, follows, position)
  values (p_event, a.id, a.kind, a.title, a.image, a.settings, p_version::int, coalesce(a.traits, '{}'), a.result_visibility,
          replace(gen_random_uuid()::text, '-', ''), a.correct, a.explanation, a.host_notes, a.section, a.opens_at, a.closes_at, a.follows,
          p_position)
  on conflict do nothing;
  if not found then
    return 'exists';
  end if;
  if (select count(*) from activity o where o.event_id = p_event) > 500 then
    raise exception 'the event is full' using errcode = 'PL008';
  end if;
  return 'created';
end
$$;
