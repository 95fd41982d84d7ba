-- Group commit: everything that arrived for one event while the last flush ran, in one round trip and one version.
--
-- p_batches = [{"capability": "...", "items": [{"n": 0, …}]}] in the global lock order. Each capability brings two functions:
--   <capability>_flush_rows(event, items)             → {"changed": bool, "answers": {n: …}, "carry": …}
--       before the head lock: upsert own rows in key order, judge, answer what needs no lock;
--   <capability>_flush_effects(event, version, carry)  → {n: …} answers that are only known under the lock
--       after it: check again what may have changed while we waited, apply differences, put entities.
-- Both are volatile, so each statement in them sees a fresh READ COMMITTED snapshot. A single statement with many CTEs
-- would read from before the lock wait and miss what the winner of the lock just committed.
--
-- Errors: PL001 = the world changed between rows and effects (an activity closed, somebody was banned): run the batch again.
--         PL002 = the head is older than the caller knows: history was rewound, the epoch must rotate first (F8).
create function flush_run(p_event uuid, p_epoch text, p_version bigint, p_batches jsonb)
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
begin
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
    if v_epoch = p_epoch and v_version < p_version then
      raise exception 'head is behind what this process has seen' using errcode = 'PL002';
    end if;
    return jsonb_build_object('epoch', v_epoch, 'version', v_version, 'answers', v_answers);
  end if;

  select h.epoch, h.version into v_epoch, v_version from feed_bump(p_event) h;
  if v_epoch = p_epoch and v_version <= p_version then
    raise exception 'head is behind what this process has seen' using errcode = 'PL002';
  end if;

  for b in select value from jsonb_array_elements(p_batches) loop
    if v_carries ? (b->>'capability') then
      execute format('select %I($1, $2, $3)', (b->>'capability') || '_flush_effects')
        into v_late using p_event, v_version, v_carries->(b->>'capability');
      v_answers := jsonb_set(v_answers, array[b->>'capability'],
                             (v_answers->(b->>'capability')) || coalesce(v_late, '{}'));
    end if;
  end loop;

  return jsonb_build_object('epoch', v_epoch, 'version', v_version, 'answers', v_answers);
end
$$;
