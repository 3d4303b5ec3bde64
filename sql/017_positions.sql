-- Evidence of a visit holds the track around it: opening the case is a look at it. Once in ten minutes: a case that reads itself
-- again when something changes is one look.
create function record_look(of_org integer, looker uuid, of_rep uuid, first_at timestamptz, last_at timestamptz) returns void
language sql as $$
  insert into track_look (org_id, looker_id, rep_id, from_at, to_at)
  select of_org, looker, of_rep, first_at, last_at
  where not exists (
    select from track_look where org_id = of_org and looker_id = looker and rep_id = of_rep and from_at = first_at and to_at = last_at and at > clock_timestamp() - interval '10 minutes')
$$;
create index track_look_rep on track_look (org_id, rep_id, look_id desc);

-- What was quarantined expires; that it was read again, and what came of it, stays, and needs the row no more.
alter table quarantine_replay drop constraint quarantine_replay_org_id_quarantine_id_fkey;

-- Shifts are never edited, and are deleted whole when they are old: here and nowhere else. Their ledger entries stay.
create or replace function refuse_shift_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('rounds.expires', true) = 'shift' then
    return old;
  end if;
  raise exception 'shift is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
drop trigger shift_stays on shift;
create trigger shift_stays before update or delete on shift for each row execute function refuse_shift_change();

-- Deletes shifts that were opened so many days ago, with their ends.
create function drop_shifts(older_than_days integer) returns bigint
language plpgsql as $$
declare
  dropped bigint;
begin
  perform set_config('rounds.expires', 'shift', true);
  delete from shift s using shift o
  where o.org_id = s.org_id and o.shift_id = s.shift_id and o.kind = 'open' and o.at < now() - make_interval(days => older_than_days);
  get diagnostics dropped = row_count;
  perform set_config('rounds.expires', '', true);
  return dropped;
end $$;
