-- The feed engine's verbs in SQL. Every writer, in whatever language, changes an event through these, inside its own
-- transaction: bump once, then put or drop entities at that version. Rules: backend/src/feed/SPEC.md.

-- Milliseconds since 1970, as bodies carry times.
create function time_ms(t timestamptz) returns bigint
language sql immutable parallel safe as $$
  select (extract(epoch from t) * 1000)::bigint
$$;

-- 31 random bits: one event has a handful of epochs in its life, and a cursor of a lost history must not look valid again.
-- As short as a cursor allows, because every quiet poll carries it twice (W10).
create function feed_new_epoch() returns text
language sql volatile as $$
  select string_agg(substr('0123456789abcdefghijklmnopqrstuvwxyz', 1 + get_byte(random.bytes, n) % 36, 1), '')
    from (select uuid_send(gen_random_uuid()) as bytes) random, generate_series(0, 5) n
$$;

-- The serialisation point. The row lock is held to commit, so version order is commit order (F2).
-- Call it only after every row that is locked in key order (participants, responses, upvotes), before all else.
create function feed_bump(p_event uuid, out epoch text, out version bigint)
language plpgsql volatile as $$
begin
  update event_head h set version = h.version + 1, committed_at = clock_timestamp()
   where h.event_id = p_event
   returning h.epoch, h.version into feed_bump.epoch, feed_bump.version;
end
$$;

-- Whole entity, last writer wins (W2). An equal body keeps its version: nothing changed.
create function feed_put(p_event uuid, p_version bigint, p_audience text, p_type text, p_id text, p_body jsonb)
returns void
language sql volatile as $$
  insert into feed_entity as e (event_id, audience, type, id, version, body)
  values (p_event, p_audience, p_type, p_id, p_version, p_body)
  on conflict (event_id, audience, type, id) do update set version = excluded.version, body = excluded.body
   where e.body is distinct from excluded.body
$$;

-- A tombstone, only where this audience has seen the entity: a null it never knew would tell it of its existence (F6).
create function feed_drop(p_event uuid, p_version bigint, p_audience text, p_type text, p_id text)
returns void
language sql volatile as $$
  update feed_entity set version = p_version, body = null
   where event_id = p_event and audience = p_audience and type = p_type and id = p_id and body is not null
$$;

-- `append` of the engine: changes = [{audience, type, id, body}], body null = gone. One call, one version.
create function feed_append(p_event uuid, p_changes jsonb, out epoch text, out version bigint)
language plpgsql volatile as $$
declare
  c record;
begin
  select b.epoch, b.version into feed_append.epoch, feed_append.version from feed_bump(p_event) b;
  if feed_append.epoch is null then
    return;
  end if;
  for c in
    select * from jsonb_to_recordset(p_changes) as x(audience text, type text, id text, body jsonb)
  loop
    if c.body is null or c.body = 'null'::jsonb then
      perform feed_drop(p_event, feed_append.version, c.audience, c.type, c.id);
    else
      perform feed_put(p_event, feed_append.version, c.audience, c.type, c.id, c.body);
    end if;
  end loop;
end
$$;

-- A new incarnation of the history (F8). Conditional on the old epoch, so that two processes rotate once.
-- A restart by the host is remembered, so that old cursors can be told why.
create function feed_rotate(p_event uuid, p_old_epoch text, p_restart boolean default false)
returns text
language sql volatile as $$
  update event_head h
     set epoch = feed_new_epoch(), committed_at = clock_timestamp(),
         -- Above every row too: where only the head was set back, rows above it would be sent again with every poll.
         version = 1 + greatest(h.version, (select max(e.version) from feed_entity e where e.event_id = h.event_id)),
         restarts = case when p_restart then (array_append(h.restarts, h.epoch))[greatest(1, cardinality(h.restarts) - 14):]
                         else h.restarts end
   where h.event_id = p_event and h.epoch = p_old_epoch
   returning h.epoch
$$;

-- Something falls due: the earliest moment wins.
create function due_at(p_event uuid, p_what text, p_at timestamptz) returns void
language sql volatile as $$
  insert into event_due as d (event_id, what, at) values (p_event, p_what, p_at)
  on conflict (event_id, what) do update set at = least(d.at, excluded.at)
$$;

-- Runs what is due, once, whoever gets there first: the head lock decides, the due row is the ticket.
create function run_due(p_event uuid, p_what text) returns boolean
language plpgsql volatile as $$
declare
  v_version bigint;
begin
  if p_what !~ '^[a-z_]+_due$' then
    raise exception 'not a due function: %', p_what;
  end if;
  perform 1 from event_head where event_id = p_event for update;
  delete from event_due where event_id = p_event and what = p_what and at <= clock_timestamp();
  if not found then
    return false;
  end if;
  select version into v_version from feed_bump(p_event);
  execute format('select %I($1, $2)', p_what) using p_event, v_version;
  return true;
end
$$;

-- Rows that change many times a second leave room on their page, so that an update stays on it (HOT).
alter table event_head set (fillfactor = 50);
alter table tally set (fillfactor = 70);
alter table turnout set (fillfactor = 70);
