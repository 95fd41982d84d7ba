-- Joining rides the flush. items = [{n, id, joinKeyHash (hex) | null, nickname | null, fold | null}]

create function participant_name(p participant) returns text
language sql immutable as $$
  select case when p.nickname_number > 1 then p.nickname || ' ' || p.nickname_number else p.nickname end
$$;

create function participants_flush_rows(p_event uuid, p_items jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_refusal text;
  v_new jsonb;
  v_answers jsonb;
begin
  select case when e.deleted_at is not null then 'event_gone'
              when e.status in ('ended', 'archived') then 'event_ended' end
    into v_refusal from event e where e.id = p_event;

  if v_refusal is null then
    with item as (
      select * from jsonb_to_recordset(p_items) as x(n int, id uuid, "joinKeyHash" text, nickname text, fold text)
    ), created as (
      insert into participant (event_id, id, join_key_hash, nickname, nickname_fold)
      select p_event, id, decode("joinKeyHash", 'hex'), nickname, fold from item order by "joinKeyHash", id
      on conflict do nothing
      returning id
    )
    select jsonb_agg(to_jsonb(item) - 'joinKeyHash') into v_new from item join created using (id);
  end if;

  -- A fresh statement: a row that another process committed while we waited on its key is visible now.
  select jsonb_object_agg(item.n,
           case when p.id is not null
                then jsonb_build_object('participant', jsonb_build_object('id', p.id, 'nickname', participant_name(p)))
                else jsonb_build_object('refused', v_refusal) end)
    into v_answers
    from jsonb_to_recordset(p_items) as item(n int, id uuid, "joinKeyHash" text)
    left join participant p on p.event_id = p_event
     and (p.id = item.id or p.join_key_hash = decode(item."joinKeyHash", 'hex'));

  return jsonb_build_object('changed', v_new is not null, 'answers', v_answers, 'carry', v_new);
end
$$;

-- Numbers equal nicknames and counts the room, under the head lock.
create function participants_flush_effects(p_event uuid, p_version bigint, p_carry jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_answers jsonb;
begin
  if exists (select 1 from event e where e.id = p_event
              and (e.deleted_at is not null or e.status in ('ended', 'archived'))) then
    raise exception 'event ended meanwhile' using errcode = 'PL001';
  end if;

  with item as (
    select * from jsonb_to_recordset(p_carry) as x(n int, id uuid, fold text)
  ), numbered as (
    update participant p
       set nickname_number = taken.last + item.place
      from (select id, fold, row_number() over (partition by fold order by n)::int as place from item where fold is not null) item,
           lateral (select coalesce(max(o.nickname_number), 0) as last from participant o
                     where o.event_id = p_event and o.nickname_fold = item.fold) taken
     where p.event_id = p_event and p.id = item.id
     returning p.id, participant_name(p) as nickname
  )
  select jsonb_object_agg(item.n, jsonb_build_object('participant',
           jsonb_build_object('id', item.id, 'nickname', numbered.nickname)))
    into v_answers from item join numbered using (id);

  update participant_count set joined = joined + jsonb_array_length(p_carry) where event_id = p_event;
  perform participants_publish(p_event, p_version);
  return v_answers;
end
$$;

-- Tells the room how many joined, at most once a second; the rest falls due.
create function participants_publish(p_event uuid, p_version bigint) returns void
language plpgsql volatile as $$
declare
  c participant_count;
begin
  select * into c from participant_count where event_id = p_event;
  if c.published_at > clock_timestamp() - interval '1 second' then
    perform due_at(p_event, 'participants_due', c.published_at + interval '1 second');
    return;
  end if;
  update participant_count set published_at = clock_timestamp() where event_id = p_event;
  perform feed_put(p_event, p_version, audience, 'audience', p_event::text, jsonb_build_object('joined', c.joined))
    from unnest(array['attendee', 'host']) audience;
end
$$;

create function participants_due(p_event uuid, p_version bigint) returns void
language sql volatile as $$
  select participants_publish(p_event, p_version)
$$;

-- A new name for one participant; the number is given under the head lock like at joining. Null when unknown.
create function participants_rename(p_event uuid, p_participant uuid, p_nickname text, p_fold text)
returns participant
language plpgsql volatile as $$
declare
  p participant;
begin
  -- Own row before the head: the global lock order.
  select * into p from participant where event_id = p_event and id = p_participant for update;
  if not found then
    return null;
  end if;
  if p.nickname_fold is not distinct from p_fold then
    update participant set nickname = p_nickname where event_id = p_event and id = p_participant returning * into p;
    return p;
  end if;
  perform 1 from event_head where event_id = p_event for update;
  update participant set nickname = p_nickname, nickname_fold = p_fold, nickname_number =
      case when p_fold is null then null
           else 1 + (select coalesce(max(o.nickname_number), 0) from participant o
                      where o.event_id = p_event and o.nickname_fold = p_fold and o.id <> p_participant) end
   where event_id = p_event and id = p_participant
   returning * into p;
  return p;
end
$$;
