-- After: facts, visits

comment on table shift is
  'The rep''s own act: opening or closing a shift. Appended, never edited. A shift is an open row, and a close row '
  'of its shift_id.';
comment on column shift.client_id is 'made by the phone, so that the same act sent twice is one';
comment on column shift.shift_id is 'the client_id of the open row';
comment on column shift.day is 'of its opening, in the unit''s time zone';
comment on column shift.at is 'the phone''s clock';
comment on column shift.device_id is 'the phone, where its token was shown';

create trigger shift_stays_whole before truncate on shift for each statement execute function refuse_change();

-- A shift from its opening to its end. One that nobody closed ends with the next one, or after 16 hours: it was forgotten, and a
-- tracker must not run for days because of it.
create view shift_span as
select o.org_id, o.shift_id, o.rep_id, o.unit_id, o.day, o.at as opened_at, c.at as closed_at,
       coalesce(c.at, least(o.at + interval '16 hours', (
         select min(n.at) from shift n where n.org_id = o.org_id and n.rep_id = o.rep_id and n.kind = 'open' and n.at > o.at
       ))) as until_at
from shift o
left join shift c on c.org_id = o.org_id and c.shift_id = o.shift_id and c.kind = 'close'
where o.kind = 'open';

-- Whether a rep was in a shift or at a press at a moment of the phone's clock; two minutes either way, because the fix that a
-- press waits for is a little older or younger than the press.
create function in_shift(of_org integer, of_rep uuid, moment timestamptz) returns boolean
language sql stable as $$
  select exists (
    select from shift_span s where s.org_id = of_org and s.rep_id = of_rep
      and moment between s.opened_at - interval '2 minutes' and s.until_at + interval '2 minutes'
  ) or exists (
    select from known_press p where p.org_id = of_org and p.rep_id = of_rep and p.day between moment::date - 2 and moment::date + 2
      and p.pressed_at between moment - interval '2 minutes' and moment + interval '2 minutes'
  )
$$;

-- What the ledger says of a shift: computed again from the row, it must be the entry's text.
create function shift_fact(s shift) returns json
language sql stable as $$
  select json_build_object('shiftId', s.shift_id, 'clientId', s.client_id, 'kind', s.kind, 'repId', s.rep_id, 'at', utc_text(s.at), 'receivedAt', utc_text(s.received_at))
$$;

-- A shift's act with the text that the ledger must have for it.
create view shift_on_record as
select org_id, unit_id, shift_id, kind, shift_fact(s)::text as fact from shift s;

create function ledger_shift() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'shift', shift_fact(new));
  return null;
end $$;
create trigger ledger_shift after insert on shift for each row execute function ledger_shift();

-- Shifts are never edited, and are deleted whole when they are old: here and nowhere else. Their ledger entries stay.
create function refuse_shift_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('rounds.expires', true) = 'shift' then
    return old;
  end if;
  raise exception 'shift is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger shift_stays before update or delete on shift for each row execute function refuse_shift_change();

-- Deletes shifts that were opened so many days ago, with their ends, and says so in the ledger.
create function drop_shifts(otherwise integer) returns bigint
language plpgsql as $$
declare
  dropped bigint;
  losers integer[];
begin
  perform set_config('rounds.expires', 'shift', true);
  with deleted as (
    delete from shift s using shift o, days_kept('shiftDays', otherwise) k
    where o.org_id = s.org_id and o.shift_id = s.shift_id and o.kind = 'open' and k.org_id = o.org_id and o.at < now() - make_interval(days => k.days)
    returning s.org_id
  )
  select count(*), array_agg(distinct org_id) into dropped, losers from deleted;
  perform ledger_expiry(k.org_id, 'shifts', now() - make_interval(days => k.days))
  from (select * from days_kept('shiftDays', otherwise) where org_id = any(losers) order by org_id) k;
  perform set_config('rounds.expires', '', true);
  return dropped;
end $$;
