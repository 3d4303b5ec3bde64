-- After: facts, ledger, people, settings, visits

comment on table carrier_consent is
  'A rep agrees that their carrier is asked where the phone is when they press, or takes that back. Appended, never edited; the last one counts.';
comment on column carrier_consent.shown is 'the number with its middle hidden: the number itself is in carrier_number only';
comment on table carrier_number is 'The number that is asked about, as long as its owner agrees. Deleted when they take it back, or are forgotten.';
comment on table carrier_ask is
  'A press of which the carrier is asked, and how far that is: claimed for a time, so that whoever takes it and dies neither loses it nor lets it be asked twice.';
comment on column carrier_ask.leased_until is 'an attempt may be under way until then; later than any time-out, and than the last moment at which it may be asked';
comment on table carrier_answer is 'What came of asking: a position, or why there is none, with its hash and its cost. Appended, never edited.';
comment on column carrier_answer.outcome is 'FIX, or a word of shared/carriers.ts';
comment on column carrier_answer.was_asked is 'a request was sent: it costs, and counts for the limit of a day';
comment on table carrier_fix is 'A position that a carrier gave, on WGS-84. Deleted as positions are; what a verdict rested on stays in the verdict.';
comment on column carrier_fix.frame is 'in which it was said';
comment on table carrier_raw is 'An answer as it came. Deleted as unreadable messages are.';

create trigger carrier_consent_stays before update or delete on carrier_consent for each row execute function refuse_change();
create trigger carrier_consent_stays_whole before truncate on carrier_consent for each statement execute function refuse_change();
create trigger carrier_answer_stays before update or delete on carrier_answer for each row execute function refuse_change();
create trigger carrier_answer_stays_whole before truncate on carrier_answer for each statement execute function refuse_change();

-- What other features may read: positions of presses, and what is kept about a rep.
create view known_carrier_fix as
select org_id, ask_id, visit_id, kind, rep_id, position, uncertainty_m, level, fix_at, address, received_at from carrier_fix;

create view known_carrier_answer as
select a.org_id, a.ask_id, k.visit_id, k.kind, k.rep_id, a.attempt_no, a.carrier, a.outcome, a.was_asked, a.answered_at
from carrier_answer a join carrier_ask k using (org_id, ask_id);

create view known_carrier_consent as
select org_id, person_id, consent_no, given, carrier, shown, at from carrier_consent;

-- Whether a press is vague: no position, a coarse one, or one that says that it is made up.
create function is_vague(p press) returns boolean
language sql immutable as $$
  select p.position is null or p.accuracy_m is null or p.accuracy_m > 100 or p.accuracy_m <= 0 or coalesce(p.mock, false) or coalesce(p.source in ('cell', 'manual'), false)
$$;

-- A press whose rep agreed is to be asked about, as the setting has it. One that waited in the phone never is: where the phone is now
-- says nothing of then. A tenth of the good ones is chosen by their visit, which nobody can steer towards.
create function carrier_to_ask() returns trigger language plpgsql as $$
declare
  owner carrier_number;
  asking text;
begin
  select * into owner from carrier_number where org_id = new.org_id and person_id = new.rep_id;
  if owner is null or new.claimed_at is not null or abs(extract(epoch from new.received_at - new.pressed_at)) > 60 then
    return null;
  end if;
  select coalesce((select value #>> '{}' from settings_on(new.org_id, array[new.unit_id], array[new.day]) where key = 'carrierAsking'), 'vague') into asking;
  if asking = 'always' or asking <> 'never' and is_vague(new)
    or asking = 'tenth' and get_byte(sha256(convert_to(new.visit_id::text, 'UTF8')), 0) < 26
  then
    insert into carrier_ask (org_id, visit_id, kind, rep_id, unit_id, carrier, pressed_at, received_at)
    values (new.org_id, new.visit_id, new.kind, new.rep_id, new.unit_id, owner.carrier, new.pressed_at, new.received_at);
  end if;
  return null;
end $$;
create trigger carrier_to_ask after insert on press for each row execute function carrier_to_ask();

-- What the ledger says of each: computed again from the row, it must be the entry's text.
create function carrier_consent_fact(c carrier_consent) returns json
language sql stable as $$
  select with_via(json_build_object('personId', c.person_id, 'consentNo', c.consent_no, 'given', c.given, 'carrier', c.carrier, 'shown', c.shown, 'at', utc_text(c.at)), c.via)
$$;

create function carrier_answer_fact(a carrier_answer) returns json
language sql stable as $$
  select json_build_object('askId', a.ask_id, 'visitId', k.visit_id, 'press', k.kind, 'attemptNo', a.attempt_no, 'carrier', a.carrier, 'outcome', a.outcome,
    'wasAsked', a.was_asked, 'fixSha256', a.fix_sha256, 'rawSha256', a.raw_sha256, 'cost', a.cost, 'tookMs', a.took_ms, 'at', utc_text(a.answered_at))
  from carrier_ask k where k.org_id = a.org_id and k.ask_id = a.ask_id
$$;

create view carrier_on_record as
select org_id, unit_id, 'carrierConsent' as kind, concat(person_id, '/', consent_no) as name, carrier_consent_fact(c)::text as fact from carrier_consent c
union all
select org_id, unit_id, 'carrier', concat(ask_id, '/', attempt_no), carrier_answer_fact(a)::text from carrier_answer a;

create function ledger_carrier_consent() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'carrierConsent', carrier_consent_fact(new));
  return null;
end $$;
create trigger ledger_carrier_consent after insert on carrier_consent for each row execute function ledger_carrier_consent();

create function ledger_carrier_answer() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'carrier', carrier_answer_fact(new));
  return null;
end $$;
create trigger ledger_carrier_answer after insert on carrier_answer for each row execute function ledger_carrier_answer();
