-- No (epoch, version) is used twice while a process lives that saw it (F8), whoever writes: every act says how far its process has
-- seen, and bumping below that is refused. And a flush brings its rows along, so that its process need not read them back.

-- First argument of an act: select … from an_act(feed_expecting(event, '<epoch>.<version>'), …). Arguments are evaluated before the
-- call; the setting ends with the transaction.
create function feed_expecting(p_event uuid, p_seen text) returns uuid
language plpgsql volatile as $$
begin
  perform set_config('plenum.seen', p_seen, true);
  return p_event;
end
$$;

-- Where the process has seen more of this epoch than there is now, history was taken back.
create function feed_refuse_rewound(p_epoch text, p_version bigint) returns void
language plpgsql volatile as $$
declare
  v_seen text := current_setting('plenum.seen', true);
begin
  if v_seen <> '' and split_part(v_seen, '.', 1) = p_epoch and split_part(v_seen, '.', 2)::bigint > p_version then
    raise exception 'the head is behind what this process has seen' using errcode = 'PL002';
  end if;
end
$$;

create or replace function feed_bump(p_event uuid, out epoch text, out version bigint)
language plpgsql volatile as $$
begin
  update event_head h set version = h.version + 1, committed_at = clock_timestamp()
   where h.event_id = p_event
   returning h.epoch, h.version into feed_bump.epoch, feed_bump.version;
  perform feed_refuse_rewound(feed_bump.epoch, feed_bump.version - 1);
end
$$;

-- As before, and the reply holds what was committed: committedAt and the rows of this version.
create or replace function flush_run(p_event uuid, p_epoch text, p_version bigint, p_batches jsonb)
returns jsonb
language plpgsql volatile as $$
declare
  b jsonb;
  v_phase jsonb;
  v_changed boolean := false;
  v_epoch text;
  v_version bigint;
  v_answers jsonb := '{}';
  v_carries jsonb := '{}';
  v_late jsonb;
  v_written jsonb;
begin
  perform set_config('plenum.seen', p_epoch || '.' || p_version, true);
  for b in select value from jsonb_array_elements(p_batches) loop
    execute format('select %I($1, $2)', (b->>'capability') || '_flush_rows') into v_phase using p_event, b->'items';
    v_answers := v_answers || jsonb_build_object(b->>'capability', v_phase->'answers');
    if (v_phase->>'changed')::boolean then
      v_changed := true;
      v_carries := v_carries || jsonb_build_object(b->>'capability', v_phase->'carry');
    end if;
  end loop;

  if not v_changed then
    -- Read the head last: what made these items duplicates was committed at or before it.
    select epoch, version into v_epoch, v_version from event_head where event_id = p_event;
    perform feed_refuse_rewound(v_epoch, v_version);
    return jsonb_build_object('epoch', v_epoch, 'version', v_version, 'answers', v_answers);
  end if;

  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;

  for b in select value from jsonb_array_elements(p_batches) loop
    if v_carries ? (b->>'capability') then
      execute format('select %I($1, $2, $3)', (b->>'capability') || '_flush_effects')
        into v_late using p_event, v_version, v_carries->(b->>'capability');
      v_answers := jsonb_set(v_answers, array[b->>'capability'],
                             (v_answers->(b->>'capability')) || coalesce(v_late, '{}'));
    end if;
  end loop;

  -- Under the head lock: exactly what this version changed, nobody else's.
  select jsonb_build_object('committedAt', time_ms(h.committed_at), 'rows', coalesce((
           select jsonb_agg(jsonb_build_array(e.audience, e.type, e.id, e.body))
             from feed_entity e where e.event_id = p_event and e.version = v_version), '[]'))
    into v_written from event_head h where h.event_id = p_event;
  return jsonb_build_object('epoch', v_epoch, 'version', v_version, 'answers', v_answers) || v_written;
end
$$;
