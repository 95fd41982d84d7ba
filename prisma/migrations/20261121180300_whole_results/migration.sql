-- Results that are whole where they can be.
--
-- Of a survey the 100 largest buckets may all be words, and the few who chose an option were summed up as `other`: what the host named
-- (options, bars, quarters) comes first now, whatever its size, and what people named shares the room that is left. `traits.words` says which
-- those are: their prefixes; activities of the release before say `true`.
--
-- Of pins only the 100 fullest cells were seen, a third of them in a hall of 300. Where not all fit, all of them stand in `grid` beside the counts: one
-- character each, row by row, 0 … 9 a … y for 0 … 34, z for more.
create function activity_grid(a activity, p_run int) returns text
language sql stable as $$
  select string_agg(substr('0123456789abcdefghijklmnopqrstuvwxyz', 1 + least(coalesce(t.weight, 0), 35)::int, 1), '' order by n)
    from (select (a.traits->'grid'->>'size')::int as size, a.traits->'grid'->>'prefix' as prefix) g
   cross join generate_series(0, g.size * g.size - 1) n
    left join tally t on t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id
                     and t.bucket = g.prefix || mod(n, g.size) || '-' || n / g.size
$$;

-- What the room would be shown of an activity's tally (W16): the 100 largest buckets, as many as fit 3.5 KB, the rest as `other`. What the
-- host named comes before what people named.
create or replace function activity_result(a activity, p_run int, p_responses bigint) returns jsonb
language plpgsql volatile as $$
declare
  v_counts jsonb;
  v_other bigint;
  v_stats jsonb;
  -- Bytes for the buckets; the rest of 4 KB is for what stands around them.
  v_room int := 3500;
  -- Prefixes of what people named; where that is everything, or not known (`true`), nothing comes first.
  v_named jsonb := case when jsonb_typeof(a.traits->'words') = 'array' and a.traits->'words' <> '[""]' then a.traits->'words' else '[]' end;
begin
  -- Most kinds: a bucket is what it is. Each vote pays for what stands here.
  if not a.traits ?| array['words', 'numbers'] then
    v_room := v_room - coalesce((a.traits->'grid'->>'size')::int ^ 2, 0);
    select coalesce(jsonb_object_agg(bucket, weight) filter (where place <= 100 and bytes <= v_room), '{}'),
           sum(weight) filter (where not (place <= 100 and bytes <= v_room))
      into v_counts, v_other from (
        select t.bucket, t.weight, row_number() over most as place,
               sum(octet_length(t.bucket) + 12) over most as bytes
          from tally t where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0
        window most as (order by starts_with(t.bucket, a.traits->'grid'->>'prefix') is true, t.weight desc, t.bucket)) ranked;
    return jsonb_build_object('counts', v_counts, 'responses', p_responses, 'final', a.state = 'closed')
        || case when v_other is null then '{}' else jsonb_build_object('other', v_other) end
        || case when v_other is null or not a.traits ? 'grid' then '{}' else jsonb_build_object('grid', activity_grid(a, p_run)) end;
  end if;

  if a.traits ? 'numbers' then
    -- One pass: between the two values around a rank, their mixture.
    select jsonb_object_agg(prefix, stats) into v_stats from (
      select prefix, jsonb_build_object(
               'count', max(n), 'min', trim_scale(min(value)), 'max', trim_scale(max(value)),
               'mean', trim_scale(round(sum(value * weight) / max(n), 6)),
               'median', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.5)) * (1 - mod((max(n) - 1) * 0.5, 1))
                                        + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.5)) * mod((max(n) - 1) * 0.5, 1), 6)),
               'q1', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.25)) * (1 - mod((max(n) - 1) * 0.25, 1))
                                    + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.25)) * mod((max(n) - 1) * 0.25, 1), 6)),
               'q3', trim_scale(round(min(value) filter (where upto >= floor(1 + (n - 1) * 0.75)) * (1 - mod((max(n) - 1) * 0.75, 1))
                                    + min(value) filter (where upto >= ceil(1 + (n - 1) * 0.75)) * mod((max(n) - 1) * 0.75, 1), 6))) as stats
        from (select v.prefix, found.value, t.weight, sum(t.weight) over (partition by v.prefix order by found.value) as upto,
                     sum(t.weight) over (partition by v.prefix) as n
                from jsonb_to_recordset(a.traits->'numbers') as v(prefix text)
                join tally t on t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0
                 and starts_with(t.bucket, v.prefix) and substr(t.bucket, length(v.prefix) + 1) ~ '^-?[0-9.]+$',
             lateral (select substr(t.bucket, length(v.prefix) + 1)::numeric as value) found) listed
       group by prefix) told;
    -- Nobody named a number yet: no quartiles, and all the room.
    v_room := 3500 - coalesce(octet_length(v_stats::text), 0);
  end if;

  with seen as (
    select t.bucket, t.weight from tally t
     where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0 and not a.traits ? 'words'
    union all
    -- The display map, for buckets that people named.
    select case when d.bucket is null then t.bucket else d.shown_as end, sum(t.weight)
      from tally t
      left join bucket_display d on d.event_id = a.event_id and d.run = p_run and d.activity_id = a.id and d.bucket = t.bucket
     where t.event_id = a.event_id and t.run = p_run and t.activity_id = a.id and t.weight <> 0 and a.traits ? 'words'
     group by 1
  ), numeric_view as (
    select v.prefix, v."from", v.width, v.bars
      from jsonb_to_recordset(coalesce(a.traits->'numbers', '[]')) as v(prefix text, "from" numeric, width numeric, bars int)
  ), barred as (
    select case when v.prefix is null then seen.bucket
                -- The last bar holds its upper edge too.
                else v.prefix || trim_scale(v."from" + v.width * least(v.bars - 1, floor((substr(seen.bucket, length(v.prefix) + 1)::numeric - v."from") / v.width)))::text
           end as bucket, sum(seen.weight) as weight
      from seen
      -- Cast only what looks like a number: a part's own counter has no name behind its prefix.
      left join numeric_view v on starts_with(seen.bucket, v.prefix) and substr(seen.bucket, length(v.prefix) + 1) ~ '^-?[0-9.]+$'
     where seen.bucket is not null
     group by 1
  ), ranked as (
    select bucket, weight, row_number() over most as place,
           sum(octet_length(to_json(bucket)::text) + length(weight::text) + 2) over most as bytes
      from barred, lateral (
        select exists (select 1 from jsonb_array_elements_text(v_named) prefix
                        where starts_with(barred.bucket, prefix) and barred.bucket <> prefix) as by_people) named
    window most as (order by by_people, weight desc, bucket)
  )
  select coalesce(jsonb_object_agg(r.bucket, r.weight) filter (where r.place <= 100 and r.bytes <= v_room), '{}'),
         sum(r.weight) filter (where not (r.place <= 100 and r.bytes <= v_room))
    into v_counts, v_other from ranked r;

  return jsonb_build_object('counts', v_counts, 'responses', p_responses, 'final', a.state = 'closed')
      || case when v_other is null then '{}' else jsonb_build_object('other', v_other) end
      || case when v_stats is null then '{}' else jsonb_build_object('stats', v_stats) end;
end
$$;
