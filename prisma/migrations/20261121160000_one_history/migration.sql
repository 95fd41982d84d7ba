-- No (epoch, version) is used twice while a process lives that saw it (F8), whoever writes: every act says how far its process has
-- seen, and bumping below that is refused.

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
