-- Points: computed by the kind's pure function over the closed responses, stored by the act that reveals, in one pass (A2). A question's
-- award can be given again (the host corrected the right answer): the difference counts.

create table points (
  event_id uuid not null,
  run int not null,
  activity_id uuid not null,
  participant_id uuid not null,
  points int not null,
  is_right boolean not null,
  -- Right answers in a row, this one included.
  streak int not null,
  primary key (event_id, run, activity_id, participant_id)
);
create index points_of_participant on points (event_id, run, participant_id);

create table standing (
  event_id uuid not null,
  run int not null,
  participant_id uuid not null,
  points bigint not null,
  place int not null default 0,
  primary key (event_id, run, participant_id)
);
create index standing_ranked on standing (event_id, run, points desc);

-- Sets what this question brought to exactly these rows: p_award = {"participants": "{…}", "points": "{…}", "right": "{…}", "streaks": "{…}"},
-- columns as array literals, one row for each participant who answered; all empty: it brings nothing any more. Whoever was removed gets nothing.
create function quiz_award(p_event uuid, p_version bigint, p_activity uuid, p_award jsonb) returns void
language plpgsql volatile
-- `standing` grows within this transaction, and its statistics say that it is empty: nested loops over it are quadratic.
set enable_nestloop = off
as $$
declare
  v_run int := (select run from event where id = p_event);
  v_people uuid[] := (p_award->>'participants')::uuid[];
begin
  with gone as (
    delete from points o
     where o.event_id = p_event and o.run = v_run and o.activity_id = p_activity and o.participant_id <> all(v_people)
    returning o.participant_id, o.points
  )
  update standing s set points = s.points - gone.points from gone
   where s.event_id = p_event and s.run = v_run and s.participant_id = gone.participant_id;

  with given as (
    select g.* from unnest(v_people, (p_award->>'points')::int[], (p_award->>'right')::boolean[],
                           (p_award->>'streaks')::int[]) as g(participant_id, points, is_right, streak)
      join participant p on p.event_id = p_event and p.id = g.participant_id and p.banned_at is null
  ), stored as (
    insert into points as o (event_id, run, activity_id, participant_id, points, is_right, streak)
    select p_event, v_run, p_activity, participant_id, points, is_right, streak from given order by participant_id
    on conflict (event_id, run, activity_id, participant_id) do update
       set points = excluded.points, is_right = excluded.is_right, streak = excluded.streak
    returning participant_id, new.points - coalesce(old.points, 0) as difference
  )
  insert into standing as s (event_id, run, participant_id, points)
  select p_event, v_run, participant_id, difference from stored order by participant_id
  on conflict (event_id, run, participant_id) do update set points = s.points + excluded.points;

  if cardinality(v_people) = 0 then
    delete from standing s where s.event_id = p_event and s.run = v_run
       and not exists (select 1 from points o where o.event_id = p_event and o.run = v_run and o.participant_id = s.participant_id);
  end if;
  update activity set awarded_at = case when cardinality(v_people) > 0 then coalesce(awarded_at, clock_timestamp()) end
   where event_id = p_event and id = p_activity;
  perform quiz_publish(p_event, p_version);
end
$$;

-- Places anew, and the leaderboard for the room. Equal points share a place; ten rows, whoever shares the last.
create function quiz_publish(p_event uuid, p_version bigint) returns void
language plpgsql volatile
set enable_nestloop = off
as $$
declare
  v_run int;
  v_settings jsonb;
  v_body jsonb;
begin
  select e.run, e.settings into v_run, v_settings from event e where e.id = p_event;
  update standing s set place = r.place
    from (select participant_id, rank() over (order by points desc)::int as place from standing where event_id = p_event and run = v_run) r
   where s.event_id = p_event and s.run = v_run and s.participant_id = r.participant_id and s.place <> r.place;

  select jsonb_build_object(
    'activityId', (select a.id from activity a where a.event_id = p_event and a.awarded_at is not null order by a.awarded_at desc, a.id limit 1),
    'questions', (select count(*) from activity a where a.event_id = p_event and a.awarded_at is not null),
    'players', (select count(*) from standing s where s.event_id = p_event and s.run = v_run),
    'top', coalesce((select jsonb_agg(jsonb_build_object('place', place, 'nickname', nickname, 'points', points) order by place, nickname, id) from (
              select s.place, s.points, participant_name(p) as nickname, p.id from standing s
                join participant p on p.event_id = s.event_id and p.id = s.participant_id
               where s.event_id = p_event and s.run = v_run
               order by s.points desc, participant_name(p), p.id limit 10) best), '[]'),
    'teams', quiz_teams(p_event, v_run, v_settings)) into v_body;
  perform feed_put(p_event, p_version, audience, 'leaderboard', p_event::text, v_body) from unnest(array['attendee', 'host']) audience;
end
$$;

-- A team has the average of all its members, also of those without points, so that small teams play fair and nobody is better left out.
create function quiz_teams(p_event uuid, p_run int, p_settings jsonb) returns jsonb
language sql stable
set enable_nestloop = off
as $$
  select case when coalesce(p_settings->>'teamMode', 'off') = 'off' then '[]' else coalesce((
    select jsonb_agg(jsonb_build_object('place', place, 'teamId', id, 'name', name, 'points', points, 'members', members) order by place, n) from (
      select t.n, t.id, t.name, coalesce(c.members, 0) as members, coalesce(c.points, 0) as points,
             rank() over (order by coalesce(c.points, 0) desc)::int as place
        from rows from (jsonb_to_recordset(p_settings->'teams') as (id text, name text)) with ordinality as t(id, name, n)
        left join (select p.team_id, count(*) as members, round(coalesce(sum(s.points), 0) / count(*))::bigint as points
                     from participant p
                     left join standing s on s.event_id = p_event and s.run = p_run and s.participant_id = p.id
                    where p.event_id = p_event and p.banned_at is null and p.team_id is not null
                    group by p.team_id) c on c.team_id = t.id) ranked), '[]') end
$$;

create function quiz_participant_removed(p_event uuid, p_version bigint, p_participant uuid) returns void
language plpgsql volatile as $$
declare
  v_run int := (select run from event where id = p_event);
begin
  delete from standing where event_id = p_event and run = v_run and participant_id = p_participant;
  if found then
    delete from points where event_id = p_event and run = v_run and participant_id = p_participant;
    perform quiz_publish(p_event, p_version);
  end if;
end
$$;

create function quiz_has_points(p_event uuid) returns boolean
language sql volatile as $$
  select exists (select 1 from standing s join event e on e.id = s.event_id and e.run = s.run where s.event_id = p_event)
$$;
