-- What the database is, to be read: made from a fresh one by `npm run schema`, run by nobody. The migrations beside this
-- file make the tables; current/FEATURE.sql holds each feature's functions, views and triggers.


-- ==== of server/migrate.ts

-- At most one row: the hash of the functions, views and triggers (sql/current) that are here.
create table current_sql (
  sha256     text not null,
  applied_at timestamptz not null default now(),
  PRIMARY KEY (sha256)                   -- Of the database, not of an organisation.
);

-- A migration that has run here; forward only.
create table migration (
  name       text not null,
  sha256     text not null,
  applied_at timestamptz not null default now(),
  PRIMARY KEY (name)                     -- Of the database, not of an organisation.
);

-- trigger bulletin_stays BEFORE DELETE OR UPDATE ON bulletin FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger bulletin_stays_whole BEFORE TRUNCATE ON bulletin FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger call_attempt_stays BEFORE DELETE OR UPDATE ON call_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger call_attempt_stays_whole BEFORE TRUNCATE ON call_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger case_answer_stays BEFORE DELETE OR UPDATE ON case_answer FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger case_answer_stays_whole BEFORE TRUNCATE ON case_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger case_change_stays BEFORE DELETE OR UPDATE ON case_change FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger case_change_stays_whole BEFORE TRUNCATE ON case_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger contradiction_stays BEFORE DELETE OR UPDATE ON contradiction FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger contradiction_stays_whole BEFORE TRUNCATE ON contradiction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger finding_stays BEFORE DELETE OR UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger finding_stays_whole BEFORE TRUNCATE ON finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_case_stays BEFORE DELETE OR UPDATE ON inspection_case FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_case_stays_whole BEFORE TRUNCATE ON inspection_case FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_draw_stays BEFORE DELETE OR UPDATE ON inspection_draw FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_draw_stays_whole BEFORE TRUNCATE ON inspection_draw FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_end_stays BEFORE DELETE OR UPDATE ON inspection_end FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_end_stays_whole BEFORE TRUNCATE ON inspection_end FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_frame_stays BEFORE DELETE OR UPDATE ON inspection_frame FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_frame_stays_whole BEFORE TRUNCATE ON inspection_frame FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_number_stays BEFORE DELETE OR UPDATE ON inspection_number FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_number_stays_whole BEFORE TRUNCATE ON inspection_number FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_plan_stays BEFORE DELETE OR UPDATE ON inspection_plan FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_plan_stays_whole BEFORE TRUNCATE ON inspection_plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger inspection_void_stays BEFORE DELETE OR UPDATE ON inspection_void FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger inspection_void_stays_whole BEFORE TRUNCATE ON inspection_void FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger ledger_score AFTER INSERT ON bulletin FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_answer FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_correction FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_draft FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_entry FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_entry_withdrawn FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_objection FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_scheme_retired FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_shown FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger ledger_score AFTER INSERT ON score_signature FOR EACH ROW EXECUTE FUNCTION ledger_score()
-- trigger remedy_check_stays BEFORE DELETE OR UPDATE ON remedy_check FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger remedy_check_stays_whole BEFORE TRUNCATE ON remedy_check FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger remedy_report_stays BEFORE DELETE OR UPDATE ON remedy_report FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger remedy_report_stays_whole BEFORE TRUNCATE ON remedy_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger remedy_stays BEFORE DELETE OR UPDATE ON remedy FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger remedy_stays_whole BEFORE TRUNCATE ON remedy FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_answer_stays BEFORE DELETE OR UPDATE ON score_answer FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_answer_stays_whole BEFORE TRUNCATE ON score_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_correction_stays BEFORE DELETE OR UPDATE ON score_correction FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_correction_stays_whole BEFORE TRUNCATE ON score_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_draft_stays BEFORE DELETE OR UPDATE ON score_draft FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_draft_stays_whole BEFORE TRUNCATE ON score_draft FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_entry_stays BEFORE DELETE OR UPDATE ON score_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_entry_stays_whole BEFORE TRUNCATE ON score_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_entry_withdrawn_stays BEFORE DELETE OR UPDATE ON score_entry_withdrawn FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_entry_withdrawn_stays_whole BEFORE TRUNCATE ON score_entry_withdrawn FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_line_stays BEFORE DELETE OR UPDATE ON score_line FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_line_stays_whole BEFORE TRUNCATE ON score_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_objection_stays BEFORE DELETE OR UPDATE ON score_objection FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_objection_stays_whole BEFORE TRUNCATE ON score_objection FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_scheme_retired_stays BEFORE DELETE OR UPDATE ON score_scheme_retired FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_scheme_retired_stays_whole BEFORE TRUNCATE ON score_scheme_retired FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_shown_stays BEFORE DELETE OR UPDATE ON score_shown FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_shown_stays_whole BEFORE TRUNCATE ON score_shown FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger score_signature_stays BEFORE DELETE OR UPDATE ON score_signature FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger score_signature_stays_whole BEFORE TRUNCATE ON score_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger settlement_stays BEFORE DELETE OR UPDATE ON settlement FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger settlement_stays_whole BEFORE TRUNCATE ON settlement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== barriers: current/barriers.sql

-- Something that nobody crosses on their way: a river, a railway, a motorway. No territory of its unit, or of a unit
-- above, is joined across it. A bridge is a gap between two of its lines. `revision` rises with every write: whoever
-- writes says which one they saw.
create table barrier (
  org_id     integer not null,
  barrier_id uuid not null default gen_random_uuid(),
  unit_id    uuid not null,
  name       text not null,
  lines      geography(MultiLineString,4326) not null,
  revision   integer not null default 1,
  made_by    uuid not null,
  made_at    timestamptz(3) not null default clock_timestamp(),
  changed_by uuid not null,
  changed_at timestamptz(3) not null default clock_timestamp(),
  deleted_at timestamptz,
  PRIMARY KEY (org_id, barrier_id),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, made_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK (((st_npoints((lines)::geometry) >= 2) AND (st_npoints((lines)::geometry) <= 20000)))
);
CREATE UNIQUE INDEX barrier_name ON barrier (org_id, unit_id, name) WHERE (deleted_at IS NULL);

-- view known_barrier (org_id, barrier_id, unit_id, name, lines, revision, deleted_at)


-- ==== calendar: current/calendar.sql

-- Days on which a rep is away; two of one rep never overlap.
create table absence (
  org_id     integer not null,
  absence_id uuid not null default gen_random_uuid(),
  rep_id     uuid not null,
  from_day   date not null,
  to_day     date not null,
  part       text not null,
  kind       text not null,
  said_by    uuid not null,
  said_at    timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, absence_id),
  EXCLUDE USING gist (org_id WITH =, rep_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, said_by) REFERENCES person(org_id, person_id),
  CHECK ((to_day >= from_day)),
  CHECK ((kind = ANY (ARRAY['leave'::text, 'ill'::text, 'training'::text, 'meeting'::text]))),
  CHECK ((part = ANY (ARRAY['day'::text, 'morning'::text, 'afternoon'::text])))
);

-- Who is visited by a rep on which day, weeks ahead. A published one counts from its first to its last day, and the
-- constraint is the law: never two for one rep and day. Published from a later day on, the next one ends it.
create table calendar (
  org_id      integer not null,
  calendar_id uuid not null default gen_random_uuid(),
  rep_id      uuid not null,
  unit_id     uuid not null,
  from_day    date not null,
  to_day      date not null,             -- of a published one its visits after this day do not count
  state       text not null,
  settings    jsonb not null,
  measures    jsonb not null,            -- kilometres and minutes, of all and of each day; shared/calendars.ts
  revision    integer not null default 1, -- each change names the one it was made from
  changed_by  uuid not null,
  changed_at  timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, calendar_id),
  EXCLUDE USING gist (org_id WITH =, rep_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&) WHERE ((state = 'published'::text)),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((to_day >= from_day)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);
CREATE UNIQUE INDEX calendar_one_draft ON calendar (org_id, rep_id) WHERE (state = 'draft'::text);

-- A visit that a calendar does not have, and why.
create table calendar_miss (
  org_id      integer not null,
  calendar_id uuid not null,
  miss_no     integer not null,
  retailer_id uuid not null,
  day         date,                      -- null: all of the retailer's
  reason      text not null,
  cure        jsonb,
  PRIMARY KEY (org_id, calendar_id, miss_no),
  FOREIGN KEY (org_id, calendar_id) REFERENCES calendar(org_id, calendar_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);

-- How a retailer is visited, as people say it: on these weekdays every so many weeks. What a holiday, leave or a hand
-- moves are exceptions among its visits; the rule stays.
create table calendar_rule (
  org_id      integer not null,
  calendar_id uuid not null,
  retailer_id uuid not null,
  frequency   double precision not null, -- visits in four weeks
  style       text not null,
  weekdays    smallint[] not null,
  every_weeks smallint not null,
  -- weeks count from a fixed Monday: the number of the week by every_weeks leaves this rest
  phase       smallint not null,
  PRIMARY KEY (org_id, calendar_id, retailer_id),
  FOREIGN KEY (org_id, calendar_id) REFERENCES calendar(org_id, calendar_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((every_weeks > 0)),
  CHECK ((frequency > (0)::double precision)),
  CHECK ((phase >= 0)),
  CHECK ((style = ANY (ARRAY['weekday'::text, 'spread'::text])))
);

-- A change of a draft by hand, with what was before: it can be undone.
create table calendar_step (
  org_id      integer not null,
  calendar_id uuid not null,
  step_no     integer not null,
  retailer_id uuid not null,
  from_day    date not null,
  to_day      date not null,
  was_why     text not null,
  was_pinned  boolean not null,
  PRIMARY KEY (org_id, calendar_id, step_no),
  FOREIGN KEY (org_id, calendar_id) REFERENCES calendar(org_id, calendar_id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);

-- A visit of a calendar.
create table calendar_visit (
  org_id      integer not null,
  calendar_id uuid not null,
  retailer_id uuid not null,
  day         date not null,
  stop_no     integer not null,
  -- pattern: where its rule says; moved: beside it, by the search; byHand: somebody put it there
  why         text not null,
  pinned      boolean not null,
  PRIMARY KEY (org_id, calendar_id, retailer_id, day),
  FOREIGN KEY (org_id, calendar_id, retailer_id) REFERENCES calendar_rule(org_id, calendar_id, retailer_id) ON DELETE CASCADE,
  CHECK ((stop_no > 0)),
  CHECK ((why = ANY (ARRAY['pattern'::text, 'moved'::text, 'byHand'::text])))
);
CREATE INDEX calendar_visit_day ON calendar_visit (org_id, calendar_id, day);

-- What a unit says of a day, for itself and for the units below that say nothing of it: a holiday, a working day (调休: a
-- Saturday or Sunday that is worked) or half a day. Of a day of which nobody says anything the weekday decides.
create table working_day (
  org_id  integer not null,
  unit_id uuid not null,
  day     date not null,
  kind    text not null,
  name    text not null,
  said_by uuid not null,
  said_at timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, day),
  FOREIGN KEY (org_id, said_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text, 'half'::text])))
);

-- A year whose holidays somebody has looked at and confirmed: published lists age.
create table working_year (
  org_id       integer not null,
  unit_id      uuid not null,
  year         integer not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, year),
  FOREIGN KEY (org_id, confirmed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK (((year >= 1970) AND (year <= 2099)))
);

-- view known_absence (org_id, absence_id, rep_id, from_day, to_day, part, kind)
-- view known_calendar (org_id, calendar_id, rep_id, unit_id, from_day, to_day)
-- view known_calendar_visit (org_id, calendar_id, rep_id, retailer_id, day, stop_no, pinned, slack_days)

-- function owed_on(of_org integer, of_rep uuid, before_day date, on_day date) returns TABLE(retailer_id uuid, day date, until_day date)
-- function working_days_of(of_org integer, of_units uuid[], first_day date, last_day date) returns TABLE(unit_id uuid, day date, kind text, name text, said_by uuid)


-- ==== carriers: current/carriers.sql

-- What came of asking: a position, or why there is none, with its hash and its cost. Appended, never edited.
create table carrier_answer (
  org_id      integer not null,
  ask_id      uuid not null,
  attempt_no  integer not null,
  unit_id     uuid not null,
  carrier     text not null,
  outcome     text not null,             -- FIX, or a word of shared/carriers.ts
  was_asked   boolean not null,          -- a request was sent: it costs, and counts for the limit of a day
  fix_sha256  text,
  raw_sha256  text,
  cost        numeric(10,4) not null default 0,
  took_ms     integer not null,
  answered_at timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, ask_id, attempt_no),
  FOREIGN KEY (org_id, ask_id) REFERENCES carrier_ask(org_id, ask_id),
  CHECK ((attempt_no >= 0)),
  CHECK (((outcome = 'FIX'::text) = (fix_sha256 IS NOT NULL))),
  CHECK ((cost >= (0)::numeric)),
  CHECK ((fix_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((raw_sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX carrier_answer_newest ON carrier_answer (carrier, answered_at);

-- A press of which the carrier is asked, and how far that is: claimed for a time, so that whoever takes it and dies
-- neither loses it nor lets it be asked twice.
create table carrier_ask (
  org_id       integer not null,
  ask_id       uuid not null default gen_random_uuid(),
  visit_id     uuid not null,
  kind         text not null,
  rep_id       uuid not null,
  unit_id      uuid not null,
  carrier      text not null,
  pressed_at   timestamptz not null,
  received_at  timestamptz not null,
  attempts     integer not null default 0,
  -- an attempt may be under way until then; later than any time-out, and than the last moment at which it may be asked
  leased_until timestamptz,
  is_over      boolean not null default false,
  PRIMARY KEY (org_id, ask_id),
  UNIQUE (org_id, visit_id, kind),
  FOREIGN KEY (org_id, visit_id, kind) REFERENCES press(org_id, visit_id, kind),
  CHECK ((kind = ANY (ARRAY['start'::text, 'end'::text])))
);
CREATE INDEX carrier_ask_open ON carrier_ask (carrier, received_at) WHERE (NOT is_over);

-- A rep agrees that their carrier is asked where the phone is when they press, or takes that back. Appended, never
-- edited; the last one counts.
create table carrier_consent (
  org_id     integer not null,
  person_id  uuid not null,
  consent_no integer not null,
  unit_id    uuid not null,
  given      boolean not null,
  carrier    text,
  -- the number with its middle hidden: the number itself is in carrier_number only
  shown      text,
  via        text,
  at         timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, person_id, consent_no),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK (((given = (carrier IS NOT NULL)) AND (given = (shown IS NOT NULL)))),
  CHECK ((consent_no > 0))
);

-- A position that a carrier gave, on WGS-84. Deleted as positions are; what a verdict rested on stays in the verdict.
create table carrier_fix (
  org_id        integer not null,
  ask_id        uuid not null,
  rep_id        uuid not null,
  visit_id      uuid not null,
  kind          text not null,
  position      geography(Point,4326) not null,
  uncertainty_m double precision,
  level         double precision,
  fix_at        timestamptz(3),
  frame         text not null,           -- in which it was said
  address       text,
  received_at   timestamptz not null default now(),
  PRIMARY KEY (org_id, ask_id),
  FOREIGN KEY (org_id, ask_id) REFERENCES carrier_ask(org_id, ask_id)
);
CREATE INDEX carrier_fix_rep ON carrier_fix (org_id, rep_id);
CREATE INDEX carrier_fix_visit ON carrier_fix (org_id, visit_id);

-- The number that is asked about, as long as its owner agrees. Deleted when they take it back, or are forgotten.
create table carrier_number (
  org_id    integer not null,
  person_id uuid not null,
  number    text not null,
  carrier   text not null,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id),
  CHECK ((number ~ '^\+[1-9]\d{6,14}$'::text))
);

-- An answer as it came. Deleted as unreadable messages are.
create table carrier_raw (
  org_id      integer not null,
  ask_id      uuid not null,
  attempt_no  integer not null,
  rep_id      uuid not null,
  raw         bytea not null,
  received_at timestamptz not null default now(),
  PRIMARY KEY (org_id, ask_id, attempt_no),
  FOREIGN KEY (org_id, ask_id, attempt_no) REFERENCES carrier_answer(org_id, ask_id, attempt_no),
  CHECK ((length(raw) <= 65536))
);
CREATE INDEX carrier_raw_rep ON carrier_raw (org_id, rep_id);

-- view carrier_on_record (org_id, unit_id, kind, name, fact)
-- view known_carrier_answer (org_id, ask_id, visit_id, kind, rep_id, attempt_no, carrier, outcome, was_asked, answered_at)
-- view known_carrier_consent (org_id, person_id, consent_no, given, carrier, shown, at)
-- view known_carrier_fix (org_id, ask_id, visit_id, kind, rep_id, position, uncertainty_m, level, fix_at, address, received_at)

-- function carrier_answer_fact(a carrier_answer) returns json
-- function carrier_consent_fact(c carrier_consent) returns json
-- function carrier_to_ask() returns trigger
-- function is_vague(p press) returns boolean
-- function ledger_carrier_answer() returns trigger
-- function ledger_carrier_consent() returns trigger

-- trigger carrier_answer_stays BEFORE DELETE OR UPDATE ON carrier_answer FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger carrier_answer_stays_whole BEFORE TRUNCATE ON carrier_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger carrier_consent_stays BEFORE DELETE OR UPDATE ON carrier_consent FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger carrier_consent_stays_whole BEFORE TRUNCATE ON carrier_consent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger carrier_to_ask AFTER INSERT ON press FOR EACH ROW EXECUTE FUNCTION carrier_to_ask()
-- trigger ledger_carrier_answer AFTER INSERT ON carrier_answer FOR EACH ROW EXECUTE FUNCTION ledger_carrier_answer()
-- trigger ledger_carrier_consent AFTER INSERT ON carrier_consent FOR EACH ROW EXECUTE FUNCTION ledger_carrier_consent()


-- ==== factors: current/factors.sql

-- What only this database knows: challenges are signed with it, so that none is made up.
create table factor_secret (
  secret bytea not null default sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'::name)),
  PRIMARY KEY (secret)                   -- Of the database: one row, which signs for all organisations.
);

-- A key of a person's device or security key (WebAuthn). Only the public half is here.
create table passkey (
  org_id        integer not null,
  passkey_id    uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  credential_id text not null,
  public_key    bytea not null,
  sign_count    bigint not null,         -- how often it signed, where the device counts; going back means a copy
  transports    text[] not null,
  label         text not null,
  added_at      timestamptz not null default now(),
  last_used_at  timestamptz,
  PRIMARY KEY (org_id, passkey_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);
-- Of all organisations: a passkey says whose it is, before anybody is signed in.
CREATE UNIQUE INDEX passkey_lookup ON passkey (credential_id);
CREATE INDEX passkey_person ON passkey (org_id, person_id);

-- A code on paper that is good once, for whoever lost their phone. Only its hash is here.
create table recovery_code (
  org_id    integer not null,
  person_id uuid not null,
  code_hash bytea not null,
  used_at   timestamptz,
  PRIMARY KEY (org_id, person_id, code_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);

-- A challenge that was answered: kept until it expires, so that no answer counts twice.
create table spent_challenge (
  org_id         integer not null,
  challenge_hash bytea not null,
  expires_at     timestamptz not null,
  PRIMARY KEY (org_id, challenge_hash),
  FOREIGN KEY (org_id) REFERENCES org(org_id)
);

-- A person's app that shows codes of six digits (RFC 6238). It counts once a code of it was shown.
create table totp (
  org_id       integer not null,
  person_id    uuid not null,
  secret       bytea not null,
  added_at     timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step    bigint not null default 0, -- the step of the last code that was taken: each is good once
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);

-- view known_factor (org_id, person_id, kind)


-- ==== facts: current/facts.sql

-- function refuse_change() returns trigger
-- function utc_text(at timestamptz) returns text
-- function with_via(fact json, via text) returns json


-- ==== inspections: current/inspections.sql

-- An attempt to reach a retailer by telephone. Appended.
create table call_attempt (
  org_id      integer not null,
  attempt_id  uuid not null,
  case_id     uuid not null,
  caller_id   uuid not null,
  outcome     text not null,
  called_at   timestamptz(3) not null,
  note        text,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, attempt_id),
  FOREIGN KEY (org_id, caller_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, case_id) REFERENCES inspection_case(org_id, case_id),
  CHECK ((outcome = ANY (ARRAY['answered'::text, 'busy'::text, 'noAnswer'::text, 'wrongNumber'::text, 'refused'::text])))
);
CREATE INDEX call_attempt_case ON call_attempt (org_id, case_id);

-- The word of whoever was asked about a contradiction, once.
create table case_answer (
  org_id           integer not null,
  contradiction_id uuid not null,
  said_by          uuid not null,
  note             text not null,
  said_at          timestamptz(3) not null, -- by the phone's clock: it may have waited there for a network
  via              text,
  received_at      timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, contradiction_id),
  FOREIGN KEY (org_id, contradiction_id) REFERENCES contradiction(org_id, contradiction_id),
  FOREIGN KEY (org_id, said_by) REFERENCES person(org_id, person_id),
  CHECK ((note <> ''::text))
);

-- A hand on a case: added, removed with a reason, restored, assigned to an inspector.
create table case_change (
  org_id      integer not null,
  case_id     uuid not null,
  change_no   integer not null,
  deed        text not null,
  reason      text,
  note        text not null,
  assignee_id uuid,
  changed_by  uuid not null,
  via         text,
  changed_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, case_id, change_no),
  FOREIGN KEY (org_id, assignee_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, case_id) REFERENCES inspection_case(org_id, case_id),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  CHECK ((change_no > 0)),
  CHECK (((deed = 'assigned'::text) = (assignee_id IS NOT NULL))),
  CHECK ((deed = ANY (ARRAY['added'::text, 'removed'::text, 'restored'::text, 'assigned'::text]))),
  CHECK ((reason = ANY (ARRAY['closedDown'::text, 'unreachable'::text, 'unsafe'::text, 'duplicate'::text, 'conflict'::text, 'other'::text]))),
  CHECK (((deed <> 'removed'::text) OR ((reason IS NOT NULL) AND ((reason <> 'other'::text) OR (note <> ''::text)))))
);

-- A contradiction as it stood when it was put to whom it speaks of: what a finding and what was claimed do not agree
-- about. It asks, and changes no verdict.
create table contradiction (
  org_id           integer not null,
  contradiction_id uuid not null default gen_random_uuid(),
  case_id          uuid not null,
  finding_id       uuid not null,
  code             text not null,
  about            text not null,
  numbers          json not null,
  visit_ids        uuid[] not null,      -- the claims that it speaks of
  -- the day that is claimed or said, in the unit's zone; else the day on which it was asked in the shop
  about_day        date not null,
  rep_id           uuid,                 -- whose claims they are, or who looks after the shop; null: nobody
  -- who may answer, once: the rep, or the inspector where it is about the inspection; null: it is about data
  asked_id         uuid,
  answer_by        timestamptz(3),
  asked_by         uuid not null,
  via              text,
  asked_at         timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, contradiction_id),
  UNIQUE (org_id, finding_id, code),
  FOREIGN KEY (org_id, asked_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, asked_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, case_id) REFERENCES inspection_case(org_id, case_id),
  FOREIGN KEY (org_id, finding_id) REFERENCES finding(org_id, finding_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  CHECK ((about = ANY (ARRAY['repAgainst'::text, 'repFor'::text, 'data'::text, 'either'::text, 'inspection'::text]))),
  CHECK (((asked_id IS NULL) = (answer_by IS NULL))),
  CHECK ((code = ANY (ARRAY['NOT_SEEN'::text, 'OTHER_PERSON'::text, 'SHOP_GONE'::text, 'SEEN_NOT_PRESSED'::text, 'CONFIRMS_DOUBTED'::text, 'PLACE_DIFFERS'::text, 'ANSWER_DIFFERS'::text, 'INSPECTOR_UNPROVEN'::text, 'PHOTO_REPEATED'::text])))
);
CREATE INDEX contradiction_asked ON contradiction (org_id, asked_id);
CREATE INDEX contradiction_case ON contradiction (org_id, case_id);

-- What an inspector found. Made by the phone under an id of its own; a further one of a case corrects those before it.
create table finding (
  org_id                integer not null,
  finding_id            uuid not null,
  case_id               uuid not null,
  finding_no            integer not null,
  inspector_id          uuid not null,
  outcome               text not null,
  arrive                json,
  leave                 json,
  questionnaire_id      uuid,
  questionnaire_version integer,
  answers               json not null,
  photos                text[] not null,
  note                  text,
  is_late               boolean not null, -- the case had been removed, or the plan was over, when it came
  body_sha256           bytea not null,  -- the same finding again is the same; another body is a conflict
  via                   text,
  received_at           timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, finding_id),
  UNIQUE (org_id, case_id, finding_no),
  FOREIGN KEY (org_id, case_id) REFERENCES inspection_case(org_id, case_id),
  FOREIGN KEY (org_id, inspector_id) REFERENCES person(org_id, person_id),
  CHECK (((questionnaire_id IS NULL) = (questionnaire_version IS NULL))),
  CHECK ((finding_no > 0)),
  CHECK ((outcome = ANY (ARRAY['met'::text, 'shut'::text, 'closedDown'::text, 'moved'::text, 'refused'::text, 'notFound'::text])))
);
-- In which findings a photo stands: the same one twice is a contradiction.
CREATE INDEX finding_photo ON finding USING gin (photos);

-- A retailer, and the visit that is tested, to be inspected: drawn by ticket, or added by hand and outside the
-- statistics.
create table inspection_case (
  org_id      integer not null,
  case_id     uuid not null default gen_random_uuid(),
  plan_id     uuid not null,
  frame_no    integer not null,
  origin      text not null,
  item_id     text,                      -- what it is called in the frame: the retailer's code or the visit's id
  pick_no     integer,                   -- its place among the picks; rank is its place in the whole frame or stratum
  rank        integer,
  ticket      text,
  stratum     text,
  retailer_id uuid not null,
  visit_id    uuid,
  rep_id      uuid,                      -- who looks after the retailer, or made the visit, when it was drawn
  made_at     timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, case_id),
  FOREIGN KEY (org_id, plan_id, frame_no) REFERENCES inspection_frame(org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK (((origin = 'drawn'::text) = ((item_id IS NOT NULL) AND (pick_no IS NOT NULL) AND (rank IS NOT NULL) AND (ticket IS NOT NULL) AND (stratum IS NOT NULL)))),
  CHECK ((origin = ANY (ARRAY['drawn'::text, 'added'::text])))
);
CREATE INDEX inspection_case_plan ON inspection_case (org_id, plan_id, frame_no, pick_no);
CREATE INDEX inspection_case_retailer ON inspection_case (org_id, retailer_id);

-- The seed of a frame. The key is the law: a frame is drawn once; and no seed is older than its frame.
create table inspection_draw (
  org_id    integer not null,
  plan_id   uuid not null,
  frame_no  integer not null,
  frozen_at timestamptz not null,
  seed      text not null,
  revealed  text,                        -- of two parties: what the auditor had committed to
  drawn_by  uuid not null,
  via       text,
  drawn_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, drawn_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, plan_id, frame_no, frozen_at) REFERENCES inspection_frame(org_id, plan_id, frame_no, frozen_at),
  CHECK ((drawn_at > frozen_at))
);

-- A plan is over: frame, seed and order are the unit's to read.
create table inspection_end (
  org_id   integer not null,
  plan_id  uuid not null,
  ended_by uuid not null,
  via      text,
  ended_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id),
  FOREIGN KEY (org_id, ended_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, plan_id) REFERENCES inspection_plan(org_id, plan_id)
);

-- A frozen frame: the lines from which a sample is drawn, with their hash, on the ledger before there is a seed. Where
-- the seed comes from and how many are taken is said here, before anybody can know it.
create table inspection_frame (
  org_id     integer not null,
  plan_id    uuid not null,
  frame_no   integer not null,
  stratum    text not null,
  item_count integer not null,
  sha256     text not null,
  -- id TAB stratum TAB tickets LF, in the order of the ids' bytes (rounds-sample/1)
  lines      text not null,
  source     text not null,
  -- of dice their witnesses, of a public event its name, of two parties the auditor's commitment
  announced  text not null,
  take       integer not null,
  by_stratum boolean not null,
  frozen_by  uuid not null,
  via        text,
  frozen_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id, frame_no),
  UNIQUE (org_id, plan_id, frame_no, frozen_at),
  FOREIGN KEY (org_id, frozen_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, plan_id) REFERENCES inspection_plan(org_id, plan_id),
  CHECK (((source = 'server'::text) OR (announced <> ''::text))),
  CHECK (((take >= 1) AND (take <= item_count))),
  CHECK ((frame_no > 0)),
  CHECK ((item_count > 0)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((source = ANY (ARRAY['dice'::text, 'public'::text, 'parties'::text, 'server'::text]))),
  CHECK ((stratum = ANY (ARRAY['none'::text, 'rep'::text, 'grade'::text, 'unit'::text, 'territory'::text])))
);

-- The inspected unit's own number, for a seed of two parties.
create table inspection_number (
  org_id   integer not null,
  plan_id  uuid not null,
  frame_no integer not null,
  number   text not null,
  said_by  uuid not null,
  via      text,
  said_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, plan_id, frame_no) REFERENCES inspection_frame(org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, said_by) REFERENCES person(org_id, person_id)
);

-- What is to be inspected: which unit, what is counted, which days are asked about and until when. Appended; its state
-- is what was frozen, drawn, voided and ended.
create table inspection_plan (
  org_id                integer not null,
  plan_id               uuid not null default gen_random_uuid(),
  unit_id               uuid not null,
  kind                  text not null,
  counts                text not null,   -- retailers: those that are open; visits: those of the days that are valid
  title                 text not null,
  questionnaire_id      uuid,
  questionnaire_version integer,
  from_day              date not null,
  to_day                date not null,
  due_day               date not null,
  made_by               uuid not null,
  made_at               timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id),
  FOREIGN KEY (org_id, made_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((to_day >= from_day)),
  CHECK (((questionnaire_id IS NULL) = (questionnaire_version IS NULL))),
  CHECK ((counts = ANY (ARRAY['retailers'::text, 'visits'::text]))),
  CHECK ((kind = ANY (ARRAY['field'::text, 'phone'::text, 'followUp'::text])))
);
CREATE INDEX inspection_plan_unit ON inspection_plan (org_id, unit_id, due_day);

-- A frame, with its draw, that was thrown away: it stays counted and shown.
create table inspection_void (
  org_id    integer not null,
  plan_id   uuid not null,
  frame_no  integer not null,
  reason    text not null,
  note      text not null,
  voided_by uuid,                        -- null: nobody revealed in time what they had committed to
  via       text,
  voided_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, plan_id, frame_no) REFERENCES inspection_frame(org_id, plan_id, frame_no),
  FOREIGN KEY (org_id, voided_by) REFERENCES person(org_id, person_id),
  CHECK (((reason = 'notRevealed'::text) OR (note <> ''::text))),
  CHECK (((voided_by IS NOT NULL) OR (reason = 'notRevealed'::text))),
  CHECK ((reason = ANY (ARRAY['wrongFrame'::text, 'wrongSeed'::text, 'notRevealed'::text, 'other'::text])))
);

-- A photo that a finding names, by its hash: how many parts it has, and since when it is whole. Its bytes expire.
create table photo (
  org_id     integer not null,
  sha256     text not null,
  finding_id uuid,
  sent_by    uuid not null,
  parts      integer not null,
  taken_at   timestamptz(3),
  width      integer,
  height     integer,
  begun_at   timestamptz not null default clock_timestamp(),
  whole_at   timestamptz,
  dropped_at timestamptz,
  report_id  uuid,                       -- the report that names it, where no finding did so first
  PRIMARY KEY (org_id, sha256),
  FOREIGN KEY (org_id, finding_id) REFERENCES finding(org_id, finding_id),
  FOREIGN KEY (org_id, report_id) REFERENCES remedy_report(org_id, report_id),
  FOREIGN KEY (org_id, sent_by) REFERENCES person(org_id, person_id),
  CHECK ((num_nonnulls(finding_id, report_id) = 1)),
  CHECK (((parts >= 1) AND (parts <= 42))),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

-- A part of a photo, small enough that its row holds nobody up.
create table photo_part (
  org_id  integer not null,
  sha256  text not null,
  part_no integer not null,
  bytes   bytea not null,
  PRIMARY KEY (org_id, sha256, part_no),
  FOREIGN KEY (org_id, sha256) REFERENCES photo(org_id, sha256),
  CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 49152))),
  CHECK (((part_no >= 1) AND (part_no <= 42)))
);

-- Something that a finding shows is to be mended (a corrective action): by which day, and by whom. Appended.
create table remedy (
  org_id      integer not null,
  remedy_id   uuid not null,
  case_id     uuid not null,
  finding_id  uuid not null,
  what        text not null,
  due_day     date not null,
  assignee_id uuid not null,
  ordered_by  uuid not null,
  via         text,
  ordered_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, remedy_id),
  FOREIGN KEY (org_id, assignee_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, case_id) REFERENCES inspection_case(org_id, case_id),
  FOREIGN KEY (org_id, finding_id) REFERENCES finding(org_id, finding_id),
  FOREIGN KEY (org_id, ordered_by) REFERENCES person(org_id, person_id),
  CHECK ((what <> ''::text))
);
CREATE INDEX remedy_assignee ON remedy (org_id, assignee_id);
CREATE INDEX remedy_case ON remedy (org_id, case_id);

-- Somebody else looked again: mended, or open anew until another day.
create table remedy_check (
  org_id     integer not null,
  remedy_id  uuid not null,
  check_no   integer not null,
  word       text not null,
  note       text not null,
  due_day    date,
  checked_by uuid not null,
  via        text,
  checked_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, remedy_id, check_no),
  FOREIGN KEY (org_id, checked_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, remedy_id) REFERENCES remedy(org_id, remedy_id),
  CHECK ((((word = 'notMended'::text) = (due_day IS NOT NULL)) AND ((word = 'mended'::text) OR (note <> ''::text)))),
  CHECK ((check_no > 0)),
  CHECK ((word = ANY (ARRAY['mended'::text, 'notMended'::text])))
);

-- That it is mended, says who was to mend it, with a photo. Made by the phone under an id of its own.
create table remedy_report (
  org_id      integer not null,
  report_id   uuid not null,
  remedy_id   uuid not null,
  report_no   integer not null,
  reported_by uuid not null,
  note        text,
  photos      text[] not null,
  done_at     timestamptz(3) not null,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, report_id),
  UNIQUE (org_id, remedy_id, report_no),
  FOREIGN KEY (org_id, remedy_id) REFERENCES remedy(org_id, remedy_id),
  FOREIGN KEY (org_id, reported_by) REFERENCES person(org_id, person_id),
  CHECK ((cardinality(photos) > 0)),
  CHECK ((report_no > 0))
);
-- In which reports a photo stands: one that was taken before the mending shows none.
CREATE INDEX remedy_report_photo ON remedy_report USING gin (photos);

-- A person's word on a contradiction, who neither filed the finding nor is asked: upheld, not upheld, or withdrawn
-- because inspection or data were wrong. The last one counts; reopened takes it back.
create table settlement (
  org_id           integer not null,
  contradiction_id uuid not null,
  settlement_no    integer not null,
  word             text not null,
  note             text not null,
  settled_by       uuid not null,
  via              text,
  settled_at       timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, contradiction_id, settlement_no),
  FOREIGN KEY (org_id, contradiction_id) REFERENCES contradiction(org_id, contradiction_id),
  FOREIGN KEY (org_id, settled_by) REFERENCES person(org_id, person_id),
  CHECK (((note <> ''::text) OR (word = ANY (ARRAY['notUpheld'::text, 'reopened'::text])))),
  CHECK ((settlement_no > 0)),
  CHECK ((word = ANY (ARRAY['upheld'::text, 'notUpheld'::text, 'withdrawn'::text, 'reopened'::text])))
);

-- view case_state (org_id, case_id, plan_id, frame_no, origin, retailer_id, visit_id, rep_id, state, is_removed, removal_reason, removal_note, removed_by, assignee_id, finding_id, finding_no, outcome, inspector_id, is_late, photos, received_at)
-- view contradiction_state (org_id, contradiction_id, case_id, finding_id, code, about, numbers, visit_ids, about_day, rep_id, asked_id, answer_by, asked_by, via, asked_at, plan_id, unit_id, retailer_id, answer_note, said_at, answer_at, is_answer_late, settlement_no, word, settled_by, settled_at, settlement_note, is_overtaken)
-- view contradiction_upheld (org_id, rep_id, month, day, contradiction_id, code, about, visit_ids, unit_id, plan_id, case_id, retailer_id, settled_at)
-- view inspection_on_record (org_id, unit_id, kind, name, fact)
-- view remedy_state (org_id, remedy_id, case_id, finding_id, what, due_day, assignee_id, ordered_by, via, ordered_at, plan_id, unit_id, retailer_id, check_no, reopened, state, until_day, is_overdue)
-- view retailer_inspected (org_id, retailer_id, person_id, finding_id, received_at, day, position, sigma_m)

-- function call_attempt_fact(x call_attempt) returns json
-- function case_answer_fact(x case_answer) returns json
-- function case_change_fact(x case_change) returns json
-- function contradiction_fact(x contradiction) returns json
-- function finding_fact(x finding) returns json
-- function fix_sigma(fix json) returns double precision
-- function inspection_case_fact(x inspection_case) returns json
-- function inspection_draw_fact(x inspection_draw) returns json
-- function inspection_end_fact(x inspection_end) returns json
-- function inspection_frame_fact(x inspection_frame) returns json
-- function inspection_number_fact(x inspection_number) returns json
-- function inspection_void_fact(x inspection_void) returns json
-- function ledger_inspection() returns trigger
-- function photo_fact(x photo) returns json
-- function remedy_check_fact(x remedy_check) returns json
-- function remedy_fact(x remedy) returns json
-- function remedy_report_fact(x remedy_report) returns json
-- function settlement_fact(x settlement) returns json
-- function unit_of_case(of_org integer, of_case uuid) returns uuid
-- function unit_of_contradiction(of_org integer, of_contradiction uuid) returns uuid
-- function unit_of_finding(of_org integer, of_finding uuid) returns uuid
-- function unit_of_plan(of_org integer, of_plan uuid) returns uuid
-- function unit_of_report(of_org integer, of_report uuid) returns uuid

-- trigger ledger_inspection AFTER INSERT ON call_attempt FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON case_answer FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON case_change FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON contradiction FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON finding FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_case FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_draw FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_end FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_frame FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_number FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON inspection_void FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON remedy FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON remedy_check FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON remedy_report FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER INSERT ON settlement FOR EACH ROW EXECUTE FUNCTION ledger_inspection()
-- trigger ledger_inspection AFTER UPDATE OF whole_at ON photo FOR EACH ROW WHEN (((old.whole_at IS NULL) AND (new.whole_at IS NOT NULL))) EXECUTE FUNCTION ledger_inspection()


-- ==== jobs: current/jobs.sql

-- Work that outlives its request: taken by one process at a time, and by another when that one dies.
create table job (
  org_id       integer not null,
  job_id       uuid not null default gen_random_uuid(),
  kind         text not null,
  unit_id      uuid not null,            -- what it concerns: who sees the unit sees the job
  made_by      uuid not null,            -- it runs with what this person may do then
  input        json not null,
  state        text not null default 'waiting'::text,
  attempt      integer not null default 0, -- counts the takings: only the latest may write
  heard_at     timestamptz, -- the last sign of life of the process that runs it
  cancel_asked boolean not null default false,
  progress     json,
  result       json,
  problem      text,
  made_at      timestamptz(3) not null default now(),
  started_at   timestamptz(3),
  ended_at     timestamptz(3),
  reason       json,
  PRIMARY KEY (org_id, job_id),
  FOREIGN KEY (org_id, made_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
-- What a free process looks for.
CREATE INDEX job_open ON job (made_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));


-- ==== ledger: current/ledger.sql

-- The heads of an organisation's chains at the end of a day were taken by whoever keeps them (HEADS_URL).
create table heads_published (
  org_id integer not null,
  day    date not null,
  at     timestamptz not null default clock_timestamp(),
  body   text not null,
  PRIMARY KEY (org_id, day)
);

-- An entry of the ledger: that something became known at a moment, in words that can be checked later. Entries of a
-- unit form a chain: each carries the hash of the one before, so that none can be changed, left out, moved or slipped
-- in without all later hashes being different. Appended by ledger_append and by nothing else.
create table ledger_entry (
  org_id          integer not null,
  unit_id         uuid not null,
  -- when it was appended, in the unit's time zone: a day that is over stays as it is
  day             date not null,
  entry_no        bigint not null,       -- 1, 2, 3 … in the unit, over all days
  kind            text not null,
  at              text not null,         -- UTC, to the microsecond
  fact            text not null,         -- JSON as it was hashed, to the byte
  previous_sha256 text not null,
  sha256          text not null,
  PRIMARY KEY (org_id, unit_id, entry_no)
);
CREATE INDEX ledger_day ON ledger_entry (org_id, day);
-- The entries about one visit, for its case.
CREATE INDEX ledger_visit ON ledger_entry (org_id, (((fact)::json ->> 'visitId'::text))) WHERE (kind = ANY (ARRAY['press'::text, 'verdict'::text, 'appeal'::text, 'decision'::text]));

-- The end of a unit's chain. Locking this row puts appends of one unit in order.
create table ledger_head (
  org_id   integer not null,
  unit_id  uuid not null,
  entry_no bigint not null,
  sha256   text not null,
  PRIMARY KEY (org_id, unit_id)
);

-- view known_ledger_entry (org_id, unit_id, day, entry_no, kind, at, fact, previous_sha256, sha256)
-- view ledger_head_astray (org_id, unit_id)

-- function ledger_append(of_org integer, in_unit uuid, of_kind text, fact json) returns void
-- function ledger_expiry(of_org integer, what text, before timestamptz) returns void
-- function ledger_hash(of_org integer, in_unit uuid, in_day date, no bigint, of_kind text, at text, fact text, previous text) returns text

-- trigger ledger_stays BEFORE DELETE OR UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger ledger_stays_whole BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger published_stays BEFORE DELETE OR UPDATE ON heads_published FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger published_stays_whole BEFORE TRUNCATE ON heads_published FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== live: current/live.sql

-- Something watchers should hear of: written in the transaction that made it true, tailed by every server process.
create table event (
  org_id       integer not null,
  event_id     bigint not null generated always as identity,
  -- The writing transaction: the tail reads only below the oldest one still running, so a late commit is never skipped.
  xid          xid8 not null default pg_current_xact_id(),
  unit_id      uuid not null,
  territory_id uuid,
  rep_id       uuid,
  payload      jsonb not null,
  at           timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, event_id)
);
CREATE INDEX event_age ON event USING brin (at);
CREATE INDEX event_tail ON event (xid, event_id);

-- The stream's name. A restored database gets a new one, so that a cursor from before is not mistaken for a place in
-- it.
create table stream (
  stream_id uuid not null default gen_random_uuid(),
  secret    bytea not null default sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'::name)),
  PRIMARY KEY (stream_id)                -- Of the database: the stream of events is one for all organisations.
);

-- view known_stream (stream_id)

-- function announce(of_org integer, in_unit uuid, in_territory uuid, of_rep uuid, what jsonb) returns void
-- function announce_each(of_orgs integer[], in_units uuid[], of_reps uuid[], what jsonb[]) returns void


-- ==== logs: current/logs.sql

-- What a rep reports of a day, a week or a month: their own words, and the facts as they stood when it came. Made by
-- the phone under an id of its own; a further one of the same days is its next revision. Appended, never edited.
create table log (
  org_id      integer not null,
  log_id      uuid not null,
  unit_id     uuid not null,             -- the author's, when it came
  author_id   uuid not null,
  span        text not null,
  from_day    date not null,
  to_day      date not null,
  revision_no integer not null,
  said_at     timestamptz not null, -- the phone's clock
  due_at      timestamptz not null, -- by the rule that was in force on its last day
  -- saidInTime: written before it was due by the phone's clock, and received after; late: both after, or a clock that
  -- cannot be right
  timeliness  text not null,
  clock       text not null,             -- what the phone's clock was beside the server's and the days of the log
  said        json not null,             -- the rep's texts, and why planned stops were not made
  -- shared/logFacts.ts: visits, stops, kilometres and hours of a day, or the sums of its days
  facts       json not null,
  body_sha256 bytea not null,            -- the same log again is the same; another body is a conflict
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, log_id),
  UNIQUE (org_id, author_id, span, from_day, revision_no),
  FOREIGN KEY (org_id, author_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((to_day >= from_day)),
  CHECK ((clock = ANY (ARRAY['right'::text, 'ahead'::text, 'behind'::text]))),
  CHECK ((revision_no > 0)),
  CHECK ((span = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
  CHECK ((timeliness = ANY (ARRAY['inTime'::text, 'saidInTime'::text, 'late'::text])))
);
-- Whose logs of which days there are, for a supervisor's inbox.
CREATE INDEX log_unit ON log (org_id, span, from_day, unit_id);

-- What a supervisor did with a revision of a log: read it, commented on it, or returned it once with a reason.
-- Appended.
create table log_review (
  org_id      integer not null,
  review_id   uuid not null,
  log_id      uuid not null,
  deed        text not null,
  line        text,                      -- the part of the log that a comment is about; null: the whole
  note        text,
  reviewer_id uuid not null,
  via         text,
  reviewed_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, review_id),
  FOREIGN KEY (org_id, log_id) REFERENCES log(org_id, log_id),
  FOREIGN KEY (org_id, reviewer_id) REFERENCES person(org_id, person_id),
  CHECK (((deed = 'read'::text) = (note IS NULL))),
  CHECK (((line IS NULL) OR (deed <> 'read'::text))),
  CHECK ((deed = ANY (ARRAY['read'::text, 'comment'::text, 'return'::text]))),
  CHECK ((line = ANY (ARRAY['stops'::text, 'done'::text, 'problems'::text, 'wishes'::text, 'tomorrow'::text]))),
  CHECK ((note <> ''::text))
);
-- A revision is returned once: the next word is its author's.
CREATE UNIQUE INDEX log_returned_once ON log_review (org_id, log_id) WHERE (deed = 'return'::text);
CREATE INDEX log_review_log ON log_review (org_id, log_id, reviewed_at);

-- view log_latest (org_id, log_id, unit_id, author_id, span, from_day, to_day, revision_no, said_at, due_at, timeliness, clock, said, facts, received_at)
-- view log_on_record (org_id, unit_id, kind, name, fact)

-- function ledger_log() returns trigger
-- function ledger_log_review() returns trigger
-- function log_fact(x log) returns json
-- function log_review_fact(x log_review) returns json

-- trigger ledger_log AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION ledger_log()
-- trigger ledger_log_review AFTER INSERT ON log_review FOR EACH ROW EXECUTE FUNCTION ledger_log_review()
-- trigger log_review_stays BEFORE DELETE OR UPDATE ON log_review FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger log_review_stays_whole BEFORE TRUNCATE ON log_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger log_stays BEFORE DELETE OR UPDATE ON log FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger log_stays_whole BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== maps: current/maps.sql

-- A published map of one kind in a unit and all below it, and the days on which it is, was or will be in force, in the
-- unit's time zone.
create table territory_map (
  org_id       integer not null,
  map_id       uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null,
  name         text not null,
  from_day     date,                     -- null: nobody published it, it is what stood before another came into force
  until_day    date,                     -- the first day no more; null: until another is published
  -- Only for the record: withdrawn before its day came, replaced on its first day, or never published.
  is_aside     boolean not null default false,
  published_by uuid,
  published_at timestamptz not null default clock_timestamp(),
  scenario_id  uuid,
  returns_to   uuid,                     -- the earlier map this one is again
  moved_count  integer not null,         -- retailers it hands over, against the map in force when it was published
  applied_at   timestamptz, -- since when territory and territory_member say the same
  PRIMARY KEY (org_id, map_id),
  -- On any day one map of a kind in a unit.
  EXCLUDE USING gist (org_id WITH =, unit_id WITH =, kind WITH =, daterange(from_day, until_day) WITH &&) WHERE ((NOT is_aside)),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((is_aside OR (from_day IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['order_call'::text, 'visit'::text, 'delivery'::text])))
);
CREATE INDEX territory_map_due ON territory_map (from_day) WHERE ((applied_at IS NULL) AND (NOT is_aside));

-- A retailer's place in a published map.
create table territory_map_member (
  org_id       integer not null,
  map_id       uuid not null,
  retailer_id  uuid not null,
  territory_id uuid not null,
  PRIMARY KEY (org_id, map_id, retailer_id),
  FOREIGN KEY (org_id, map_id, territory_id) REFERENCES territory_map_territory(org_id, map_id, territory_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);

-- A territory as a published map has it.
create table territory_map_territory (
  org_id       integer not null,
  map_id       uuid not null,
  territory_id uuid not null,
  unit_id      uuid not null,
  name         text not null,
  rep_id       uuid,
  PRIMARY KEY (org_id, map_id, territory_id),
  UNIQUE (org_id, map_id, unit_id, name),
  FOREIGN KEY (org_id, map_id) REFERENCES territory_map(org_id, map_id)
);

-- view known_map (org_id, map_id, unit_id, kind, name, from_day, until_day)
-- view known_map_member (org_id, map_id, retailer_id, territory_id)
-- view known_map_territory (org_id, map_id, territory_id, unit_id, name, rep_id)

-- function is_mapped(of_org integer, of_retailer uuid) returns boolean
-- function reps_of_map_change(of_org integer, of_map uuid) returns TABLE(rep_id uuid)
-- function visit_territory_on(of_org integer, of_retailer uuid, on_day date) returns TABLE(territory_id uuid, rep_id uuid)

-- trigger territory_map_member_stays BEFORE DELETE OR UPDATE ON territory_map_member FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger territory_map_territory_stays BEFORE DELETE OR UPDATE ON territory_map_territory FOR EACH ROW EXECUTE FUNCTION refuse_change()


-- ==== people: current/people.sql

-- An act on who may do what: tokens, passwords, roles, units, activity, new people, back-ups, evidence taken away. Whom
-- it concerns, by whom, by which credential. Appended, never edited.
create table access_act (
  org_id    integer not null,
  act_no    bigint not null generated always as identity,
  at        timestamptz not null default clock_timestamp(),
  act       text not null,               -- shared/access.ts
  unit_id   uuid not null,
  person_id uuid,
  by_id     uuid,                        -- null: whoever owns the machine, where no server ran
  via       text not null,
  detail    json,
  PRIMARY KEY (org_id, act_no)
);
CREATE INDEX access_act_on ON access_act (org_id, person_id, act_no DESC);

-- A phone that may send positions and presses for one person. Only the hash of its token is here.
create table device (
  org_id       integer not null,
  device_id    uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  label        text not null,
  token_hash   bytea not null,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (org_id, device_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);
-- Of all organisations: a token says whose it is, and nothing else does.
CREATE UNIQUE INDEX device_lookup ON device (token_hash);
CREATE INDEX device_person ON device (org_id, person_id);

-- A link by which somebody chooses their own password, once and before it ends. Only the hash of its token is here.
create table invitation (
  org_id     integer not null,
  token_hash bytea not null,
  person_id  uuid not null,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  PRIMARY KEY (org_id, token_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);
-- Of all organisations: a token says whose it is, and nothing else does.
CREATE UNIQUE INDEX invitation_lookup ON invitation (token_hash);
CREATE INDEX invitation_person ON invitation (org_id, person_id);

-- An organisation: whoever runs Rounds for its people. Nothing is shared between two.
create table org (
  org_id     integer not null generated always as identity,
  name       text not null,
  synthetic  boolean not null default false, -- made by the demo: said wherever it shows
  created_at timestamptz not null default now(),
  PRIMARY KEY (org_id)
);

-- A person who signs in, or whose phone does.
create table person (
  org_id        integer not null,
  person_id     uuid not null default gen_random_uuid(),
  unit_id       uuid not null,
  role          text not null,
  name          text not null,
  login         text not null,
  password_hash text not null,           -- argon2id, with its parameters in it
  is_active     boolean not null default true,
  created_at    timestamptz not null default now(),
  phone         text,                    -- where they are called
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((role = ANY (ARRAY['rep'::text, 'supervisor'::text, 'planner'::text, 'auditor'::text, 'admin'::text])))
);
-- One server, one name space of logins: the sign-in form asks for no organisation.
CREATE UNIQUE INDEX person_login ON person (lower(login));
CREATE INDEX person_unit ON person (org_id, unit_id);

-- A browser that is signed in. Only the hash of its cookie is here.
create table session (
  org_id       integer not null,
  session_hash bytea not null,
  person_id    uuid not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  is_strong    boolean not null default false,
  is_enrolling boolean not null default false,
  PRIMARY KEY (org_id, session_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id) ON DELETE CASCADE
);
-- Of all organisations: a cookie says whose it is, and nothing else does.
CREATE UNIQUE INDEX session_lookup ON session (session_hash);
CREATE INDEX session_person ON session (org_id, person_id);

-- A unit: the organisation itself (no parent), a county branch, a team. Scope is a unit and all below it.
create table unit (
  org_id    integer not null,
  unit_id   uuid not null default gen_random_uuid(),
  parent_id uuid,
  name      text not null,
  time_zone text not null,               -- the working day is this zone's
  closed_at timestamptz,    -- since when nothing new is put there; what it did stays
  PRIMARY KEY (org_id, unit_id),
  FOREIGN KEY (org_id) REFERENCES org(org_id),
  FOREIGN KEY (org_id, parent_id) REFERENCES unit(org_id, unit_id)
);
CREATE UNIQUE INDEX unit_name ON unit (org_id, name);
CREATE UNIQUE INDEX unit_root ON unit (org_id) WHERE (parent_id IS NULL);

-- view access_on_record (org_id, unit_id, act_no, fact)
-- view actor (org_id, person_id, role, name, unit_id, is_active, time_zone, org_name, synthetic, unit_ids)
-- view known_access_act (org_id, act_no, at, act, unit_id, person_id, by_id, via, detail)
-- view known_device (org_id, device_id, person_id, label, created_at, last_seen_at, revoked_at)
-- view known_org (org_id, name, synthetic)
-- view known_person (org_id, person_id, unit_id, role, name, login, is_active, created_at)
-- view known_session (org_id, person_id, created_at, expires_at)
-- view known_unit (org_id, unit_id, parent_id, name, time_zone, closed_at)

-- function access_fact(a access_act) returns json
-- function announce_session_end() returns trigger
-- function is_every_unit(of_org integer, units uuid[]) returns boolean
-- function ledger_access() returns trigger
-- function phones_of(token_hashes bytea[]) returns TABLE(no bigint, org_id integer, person_id uuid, role text, name text, unit_id uuid, unit_ids uuid[], time_zone text, device_id uuid, is_stale boolean)
-- function record_access(of_org integer, of_act text, by_person uuid, shown_via text, of_person uuid, in_unit uuid, of_detail json) returns void
-- function unit_scope(of_org integer, top uuid) returns uuid[]

-- trigger access_stays BEFORE DELETE OR UPDATE ON access_act FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger access_stays_whole BEFORE TRUNCATE ON access_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger announce_session_end AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION announce_session_end()
-- trigger ledger_access AFTER INSERT ON access_act FOR EACH ROW EXECUTE FUNCTION ledger_access()


-- ==== places: current/places.sql

-- What was answered to a proposed place; the last one counts. overtaken: by nobody, what it rested on has changed.
-- undone: the answer before it does not count. Appended, never edited.
create table place_answer (
  org_id      integer not null,
  proposal_id uuid not null,
  answer_no   integer not null,
  word        text not null,
  from_day    date,
  reason      text,
  by_id       uuid,
  via         text,
  at          timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, proposal_id, answer_no),
  FOREIGN KEY (org_id, proposal_id) REFERENCES place_proposal(org_id, proposal_id),
  CHECK (((word = 'moved'::text) = (from_day IS NOT NULL))),
  CHECK (((by_id IS NULL) = (word = 'overtaken'::text))),
  CHECK ((word = ANY (ARRAY['corrected'::text, 'moved'::text, 'refused'::text, 'inspect'::text, 'overtaken'::text, 'undone'::text])))
);

-- What the visits to a shop said of where it is when they were looked at last. Computed: it can be computed again.
create table place_found (
  org_id      integer not null,
  retailer_id uuid not null,
  finding     text not null,
  position    geography(Point,4326),
  sigma_m     double precision,
  witnesses   integer not null,
  people      integer not null,
  found_at    timestamptz(3) not null,
  PRIMARY KEY (org_id, retailer_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((finding = ANY (ARRAY['proposed'::text, 'disagreement'::text, 'tooFew'::text, 'unclear'::text, 'fits'::text, 'onePersonOnly'::text, 'noAnchor'::text, 'onePlace'::text])))
);
CREATE INDEX place_found_near ON place_found USING gist (org_id, "position");

-- How far the visits of an organisation were looked at for what they say of where its shops are: days that were judged
-- later are looked at next.
create table place_look (
  org_id       integer not null,
  looked_until timestamptz not null default '-infinity'::timestamptz,
  last_rep     uuid,
  last_day     date,
  PRIMARY KEY (org_id)
);

-- A proposed place: of a shop by its visits, of all shops of a file that was read in a wrong frame, or of a shop that
-- its rep says has moved. Appended, never edited.
create table place_proposal (
  org_id      integer not null,
  proposal_id uuid not null default gen_random_uuid(),
  kind        text not null,
  retailer_id uuid,
  import_id   uuid,
  position    geography(Point,4326),     -- null: of a file, or nobody said where to
  sigma_m     double precision,
  -- what a rep said, or the first day on which visits were made there; null: as far back as is known
  from_day    date,
  evidence    json not null,             -- witnesses with their visits, and every number of the estimator
  rule        text not null,
  made_by     uuid,                      -- who says that the shop has moved
  note        text,
  via         text,
  made_at     timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, proposal_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((((retailer_id IS NULL) = (kind = 'frame'::text)) AND ((import_id IS NULL) = (kind <> 'frame'::text)))),
  CHECK (((made_by IS NULL) = (kind <> 'told'::text))),
  CHECK ((kind = ANY (ARRAY['learned'::text, 'frame'::text, 'told'::text]))),
  CHECK ((sigma_m > (0)::double precision))
);
CREATE INDEX place_proposal_retailer ON place_proposal (org_id, retailer_id, made_at);

-- view place_answer_on_record (org_id, proposal_id, answer_no, fact)
-- view place_proposal_state (org_id, proposal_id, kind, retailer_id, import_id, position, sigma_m, from_day, evidence, rule, made_by, note, via, made_at, unit_id, state, answer_no)

-- function ledger_place_answer() returns trigger
-- function place_answer_fact(a place_answer) returns json

-- trigger ledger_place_answer AFTER INSERT ON place_answer FOR EACH ROW WHEN ((new.by_id IS NOT NULL)) EXECUTE FUNCTION ledger_place_answer()
-- trigger place_answer_stays BEFORE DELETE OR UPDATE ON place_answer FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger place_answer_stays_whole BEFORE TRUNCATE ON place_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger place_proposal_stays BEFORE DELETE OR UPDATE ON place_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger place_proposal_stays_whole BEFORE TRUNCATE ON place_proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== plans: current/plans.sql

-- Whom a rep visits on a day. Made again, it replaces the one before; as it stood when the day began it stays in
-- plan_frozen.
create table plan (
  org_id         integer not null,
  rep_id         uuid not null,
  day            date not null,
  unit_id        uuid not null,
  length_m       double precision not null, -- of the order below, straight lines × detour factor
  lower_bound_m  double precision not null, -- no order of these stops is shorter
  proved_optimal boolean not null,
  made_at        timestamptz not null default now(),
  -- each change by hand names the one it was made from, so that nobody's work is overwritten unseen
  revision       integer not null default 1,
  locked         boolean not null default false, -- a locked plan is not changed
  travel_s       double precision not null default 0,
  -- seconds since midnight of the unit's clock, as all times of a plan; plans from before there were times have none
  start_s        double precision not null default 0,
  finish_s       double precision not null default 0,
  lateness_s     double precision not null default 0,
  gap_at_most    double precision,       -- null: not known
  detail         jsonb,                  -- frame, travel, late, unserved, in the words of shared/routes.ts
  is_frozen      boolean not null default false, -- plan_frozen has it as it stood when its day began
  PRIMARY KEY (org_id, rep_id, day),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id)
);
-- What the loop that freezes looks for.
CREATE INDEX plan_unfrozen ON plan (day) WHERE (NOT is_frozen);

-- A change of a plan after its day began: who made it, when, and what the plan came to. Appended, never edited.
create table plan_change (
  org_id       integer not null,
  rep_id       uuid not null,
  day          date not null,
  change_no    integer not null,
  changed_by   uuid not null,
  changed_at   timestamptz(3) not null default clock_timestamp(),
  retailer_ids uuid[] not null,          -- every stop, in the new order
  length_m     double precision not null,
  travel_s     double precision not null,
  start_s      double precision not null,
  finish_s     double precision not null,
  locked       boolean not null,
  PRIMARY KEY (org_id, rep_id, day, change_no),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, rep_id, day) REFERENCES plan_frozen(org_id, rep_id, day),
  CHECK ((change_no > 0))
);

-- A plan as it stood when its day began: at the rep's first press or shift, else at the start of the unit's working
-- day. What the day is compared with; later changes are rows of plan_change. Appended, never edited.
create table plan_frozen (
  org_id         integer not null,
  rep_id         uuid not null,
  day            date not null,
  unit_id        uuid not null,
  -- what came first: press, shift, workStart; made: there was no plan until the day had begun, and this is the first
  -- one; upgrade: the day was over before plans were frozen, and this is the last that was made
  why            text not null,
  frozen_at      timestamptz(3) not null default clock_timestamp(),
  revision       integer not null,       -- of the plan; all else as in plan
  locked         boolean not null,
  length_m       double precision not null,
  lower_bound_m  double precision not null,
  proved_optimal boolean not null,
  gap_at_most    double precision,
  travel_s       double precision not null,
  start_s        double precision not null,
  finish_s       double precision not null,
  lateness_s     double precision not null,
  detail         jsonb,
  made_at        timestamptz not null,
  PRIMARY KEY (org_id, rep_id, day),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  CHECK ((why = ANY (ARRAY['press'::text, 'shift'::text, 'workStart'::text, 'made'::text, 'upgrade'::text])))
);

-- A stop of a frozen plan, in its order.
create table plan_frozen_stop (
  org_id      integer not null,
  rep_id      uuid not null,
  day         date not null,
  stop_no     integer not null,
  retailer_id uuid not null,
  pinned      boolean not null,
  service_s   double precision not null,
  arrive_s    double precision,
  depart_s    double precision,
  late_s      double precision not null,
  PRIMARY KEY (org_id, rep_id, day, stop_no),
  UNIQUE (org_id, rep_id, day, retailer_id),
  FOREIGN KEY (org_id, rep_id, day) REFERENCES plan_frozen(org_id, rep_id, day),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);

-- A stop of a plan, in its order.
create table plan_stop (
  org_id      integer not null,
  rep_id      uuid not null,
  day         date not null,
  stop_no     integer not null,
  retailer_id uuid not null,
  pinned      boolean not null default false,
  service_s   double precision not null default 0,
  arrive_s    double precision,
  depart_s    double precision,
  late_s      double precision not null default 0,
  PRIMARY KEY (org_id, rep_id, day, stop_no),
  UNIQUE (org_id, rep_id, day, retailer_id),
  FOREIGN KEY (org_id, rep_id, day) REFERENCES plan(org_id, rep_id, day) ON DELETE CASCADE,
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);
-- On which days a retailer is planned, by anybody.
CREATE INDEX plan_stop_retailer ON plan_stop (org_id, retailer_id, day);

-- view day_plan (org_id, rep_id, day, unit_id, revision, locked, length_m, lower_bound_m, proved_optimal, gap_at_most, travel_s, start_s, finish_s, lateness_s, detail, made_at)
-- view day_plan_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s)
-- view known_plan (org_id, rep_id, day, unit_id, made_at)
-- view known_plan_change (org_id, rep_id, day, change_no, changed_by, changed_at, retailer_ids, length_m, travel_s, start_s, finish_s)
-- view known_plan_frozen (org_id, rep_id, day, unit_id, why, frozen_at, length_m, travel_s, start_s, finish_s, retailer_ids)
-- view known_plan_stop (org_id, rep_id, day, stop_no, retailer_id)

-- function day_has_begun(of_org integer, of_rep uuid, of_unit uuid, of_day date, moment timestamptz, otherwise text) returns boolean
-- function freeze_plan(of_org integer, of_rep uuid, of_day date, reason text) returns boolean
-- function freeze_plan_by_act() returns trigger
-- function work_begins_at(of_org integer, of_unit uuid, on_day date, otherwise text) returns timestamptz

-- trigger freeze_plan_by_press AFTER INSERT ON press FOR EACH ROW WHEN ((new.kind = 'start'::text)) EXECUTE FUNCTION freeze_plan_by_act('press')
-- trigger freeze_plan_by_shift AFTER INSERT ON shift FOR EACH ROW WHEN ((new.kind = 'open'::text)) EXECUTE FUNCTION freeze_plan_by_act('shift')
-- trigger plan_change_stays BEFORE DELETE OR UPDATE ON plan_change FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger plan_change_stays_whole BEFORE TRUNCATE ON plan_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger plan_frozen_stays BEFORE DELETE OR UPDATE ON plan_frozen FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger plan_frozen_stays_whole BEFORE TRUNCATE ON plan_frozen FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger plan_frozen_stop_stays BEFORE DELETE OR UPDATE ON plan_frozen_stop FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger plan_frozen_stop_stays_whole BEFORE TRUNCATE ON plan_frozen_stop FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== positions: current/positions.sql

-- A fix: where a phone said it was at a moment. Appended, never edited; nothing is filtered at the door. Partitioned by
-- the phone's time, so that old days are dropped whole; strange times land in the default partition.
create table fix (
  org_id         integer not null,
  device_id      uuid not null,
  fix_at         timestamptz(3) not null,
  rep_id         uuid not null,
  unit_id        uuid not null,          -- the rep's unit when it arrived
  received_at    timestamptz not null default clock_timestamp(),
  position       geography(Point,4326) not null,
  accuracy_m     double precision,       -- null: the phone did not know or say
  accuracy_level double precision,
  source         text,
  mock           boolean,
  speed_mps      double precision,
  course_deg     double precision,
  altitude_m     double precision,
  battery        double precision,
  sent_at        timestamptz,
  app            text not null,
  app_fix_id     text,
  PRIMARY KEY (org_id, device_id, fix_at), -- The same fix sent twice is stored once.
  CHECK ((source = ANY (ARRAY['gnss'::text, 'wifi'::text, 'cell'::text, 'manual'::text])))
);
create table fix_elsewhen partition of fix DEFAULT;
CREATE INDEX fix_track ON ONLY fix (org_id, rep_id, fix_at DESC);

-- How many positions of a rep's day came and were not kept, because they were recorded outside of every shift. Nothing
-- else of them is known, so one that is sent twice counts twice.
create table fix_refused (
  org_id  integer not null,
  rep_id  uuid not null,
  day     date not null,
  refused bigint not null,
  PRIMARY KEY (org_id, rep_id, day)
);

-- What a phone noticed by itself: it crossed the border of a geofence, or it stayed somewhere. Kept as said, evidence
-- beside the fixes.
create table phone_notice (
  org_id        integer not null,
  device_id     uuid not null,
  rep_id        uuid not null,
  kind          text not null,
  notice_sha256 bytea not null,          -- the same notice sent twice is stored once
  at            timestamptz(3), -- of the crossing, or of the arrival
  notice        jsonb not null,
  received_at   timestamptz not null default clock_timestamp(),
  -- whose border was crossed, where it is one of those that the phone had been given
  retailer_id   uuid,
  PRIMARY KEY (org_id, device_id, notice_sha256),
  CHECK ((kind = ANY (ARRAY['transition'::text, 'app_visit'::text])))
);
CREATE INDEX phone_notice_retailer ON phone_notice (org_id, rep_id, retailer_id, at);
CREATE INDEX phone_notice_time ON phone_notice (org_id, rep_id, at);

-- A rep's day of fixes and how often it grew: what was judged at another revision is judged again.
create table position_day (
  org_id   integer not null,
  rep_id   uuid not null,
  day      date not null,
  revision bigint not null default 1,
  -- since when it holds what no judging has seen; null: all of it was seen
  due_at   timestamptz default now(),
  PRIMARY KEY (org_id, rep_id, day)
);
CREATE INDEX position_day_due ON position_day (due_at) WHERE (due_at IS NOT NULL);

-- The retailers that a phone was last given as its own geofences: a new list goes out only when it is another one.
create table waypoint_sent (
  org_id       integer not null,
  device_id    uuid not null,
  day          date not null,
  list_sha256  bytea not null,           -- of the command as it was sent, without what it removes
  retailer_ids uuid[] not null,
  sent_at      timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, device_id),
  FOREIGN KEY (org_id, device_id) REFERENCES device(org_id, device_id)
);

-- view fixes_on_record (org_id, unit_id, rep_id, device_id, received_at, from_at, to_at, sha256)
-- view known_fix (org_id, device_id, fix_at, rep_id, unit_id, received_at, position, accuracy_m, accuracy_level, source, mock, speed_mps, course_deg, altitude_m, battery, sent_at, app)
-- view known_fix_refused (org_id, rep_id, day, refused)
-- view known_phone_notice (org_id, device_id, rep_id, kind, notice_sha256, at, notice, received_at, retailer_id)
-- view known_position_day (org_id, rep_id, day, revision, due_at)
-- view last_fix (org_id, rep_id, unit_id, fix_at, received_at, accuracy_m, source, lng, lat)

-- function drop_fixes(otherwise integer) returns void
-- function fixes_seen(orgs integer[], reps uuid[], days date[], revisions bigint[]) returns void
-- function is_leap(a geography, a_at timestamptz, b geography, b_at timestamptz) returns boolean
-- function keep_fixes(orgs integer[], devices uuid[], reps uuid[], units uuid[], zones text[], apps text[], nos integer[], at_ms double precision[], lngs double precision[], lats double precision[], accuracies double precision[], levels double precision[], sources text[], mocks boolean[], speeds double precision[], courses double precision[], altitudes double precision[], batteries double precision[], sent_ms double precision[], app_fix_ids text[], newest integer[], OUT stored integer[], OUT elsewhere integer[]) returns record
-- function ledger_fixes() returns trigger
-- function make_fix_partitions(first_day date, last_day date) returns integer

-- trigger ledger_fixes AFTER INSERT ON fix REFERENCING NEW TABLE AS stored FOR EACH STATEMENT EXECUTE FUNCTION ledger_fixes()


-- ==== privacy: current/privacy.sql

-- Somebody's raw positions were deleted before their time: whose, by whom, why, and how much it was. Appended, never
-- edited.
create table erasure (
  org_id      integer not null,
  erasure_id  bigint not null generated always as identity,
  person_id   uuid not null,
  erased_by   uuid not null,
  note        text not null,
  fixes       bigint not null,           -- rows deleted
  notices     bigint not null,
  quarantined bigint not null,
  at          timestamptz(3) not null default clock_timestamp(),
  says_at     boolean not null default true,
  PRIMARY KEY (org_id, erasure_id),
  FOREIGN KEY (org_id, erased_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);

-- Somebody looked at people's positions: who, at whom, by which way, which hours of theirs. Appended before the
-- positions leave, never edited.
create table look (
  org_id    integer not null,
  look_id   bigint not null generated always as identity,
  at        timestamptz not null default clock_timestamp(),
  looker_id uuid not null,
  way       text not null,               -- shared/looks.ts
  -- the credential that was shown: a device, a browser's session, or the machine's owner; null before it was recorded
  via       text,
  rep_ids   uuid[] not null,
  from_at   timestamptz,    -- the hours that were seen; null: all that is kept
  to_at     timestamptz,
  PRIMARY KEY (org_id, look_id),
  CHECK ((cardinality(rep_ids) > 0))
);
CREATE INDEX look_of_looker ON look (org_id, looker_id, look_id DESC);
CREATE INDEX look_of_rep ON look USING gin (rep_ids);

-- Looks that are an entry of the ledger together, by their hash: an entry for each would make whoever looks wait. The
-- ranges follow each other without a gap. Appended, never edited.
create table looks_sealed (
  org_id   integer not null,
  first_id bigint not null,
  last_id  bigint not null,
  looks    bigint not null,
  sha256   text not null,
  at       timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, first_id),
  CHECK ((first_id <= last_id))
);

-- view erasure_on_record (org_id, person_id, at, fact)
-- view look_astray (org_id, look_id)
-- view looks_on_record (org_id, first_id, last_id, fact, is_whole)

-- function erasure_fact(e erasure) returns json
-- function ledger_erasure() returns trigger
-- function ledger_looks() returns trigger
-- function looks_fact(s looks_sealed) returns json
-- function looks_within(of_org integer, first bigint, last bigint, OUT looks bigint, OUT sha256 text) returns record
-- function seal_looks(past timestamptz) returns void

-- trigger erasure_stays BEFORE DELETE OR UPDATE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger erasure_stays_whole BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger ledger_erasure AFTER INSERT ON erasure FOR EACH ROW EXECUTE FUNCTION ledger_erasure()
-- trigger ledger_looks AFTER INSERT ON looks_sealed FOR EACH ROW EXECUTE FUNCTION ledger_looks()
-- trigger look_stays BEFORE DELETE OR UPDATE ON look FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger look_stays_whole BEFORE TRUNCATE ON look FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger looks_sealed_stay BEFORE DELETE OR UPDATE ON looks_sealed FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger looks_sealed_stay_whole BEFORE TRUNCATE ON looks_sealed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== quarantine: current/quarantine.sql

-- Something a phone sent that could not be read as a fix: kept whole, with the reason, for an administrator.
create table quarantine (
  org_id        integer not null,
  quarantine_id bigint not null generated always as identity,
  device_id     uuid,
  app           text not null,
  reason        text not null,
  detail        text not null,
  raw           text not null,
  raw_sha256    bytea not null,
  received_at   timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, quarantine_id)
);
-- A phone that repeats the same unreadable message is kept once.
CREATE UNIQUE INDEX quarantine_once ON quarantine (org_id, device_id, raw_sha256) NULLS NOT DISTINCT;

-- A second reading of something quarantined, with the readers of that day: what could be stored of it, and what still
-- could not be read. The quarantined row itself stays as it is. Appended.
create table quarantine_replay (
  org_id        integer not null,
  replay_id     bigint not null generated always as identity,
  -- of a row that may have expired: that it was read again, and what came of it, stays
  quarantine_id bigint not null,
  replayed_by   uuid not null,
  replayed_at   timestamptz(3) not null default clock_timestamp(),
  stored_fixes  integer not null,        -- fixes that were new
  read_parts    integer not null,        -- fixes and notices that could be read, new or not
  still         jsonb not null,          -- [{reason, detail}] of what could not
  PRIMARY KEY (org_id, replay_id)
);
CREATE INDEX quarantine_replays ON quarantine_replay (org_id, quarantine_id, replay_id);

-- view known_quarantine (org_id, quarantine_id, device_id, app, reason, detail, raw, received_at)

-- trigger quarantine_replay_stays BEFORE DELETE OR UPDATE ON quarantine_replay FOR EACH ROW EXECUTE FUNCTION refuse_change()


-- ==== questionnaires: current/questionnaires.sql

-- A version of a questionnaire. The draft changes; a published version is known by its hash, is on the ledger, and is
-- the same for ever, because answers were given to it.
create table questionnaire (
  org_id           integer not null,
  questionnaire_id uuid not null,
  version          integer not null,
  unit_id          uuid not null,
  content          text not null,        -- JSON as it is hashed, to the byte; shared/questions.ts
  sha256           text not null,
  revision         integer not null default 1, -- each change of a draft names the one it was made from
  changed_by       uuid not null,
  via              text,                 -- the credential that was shown by whoever changed it last
  changed_at       timestamptz(3) not null default clock_timestamp(),
  published_at     timestamptz(3),
  PRIMARY KEY (org_id, questionnaire_id, version),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
  CHECK ((version > 0))
);
-- Two who change a questionnaire meet in its one draft.
CREATE UNIQUE INDEX questionnaire_one_draft ON questionnaire (org_id, questionnaire_id) WHERE (published_at IS NULL);

-- view known_questionnaire (org_id, questionnaire_id, version, unit_id, content, sha256, published_at)
-- view questionnaire_on_record (org_id, unit_id, questionnaire_id, version, fact)

-- function ledger_questionnaire() returns trigger
-- function published_questionnaire_stays() returns trigger
-- function questionnaire_fact(q questionnaire) returns json

-- trigger ledger_questionnaire_made AFTER INSERT ON questionnaire FOR EACH ROW WHEN ((new.published_at IS NOT NULL)) EXECUTE FUNCTION ledger_questionnaire()
-- trigger ledger_questionnaire_published AFTER UPDATE ON questionnaire FOR EACH ROW WHEN ((new.published_at IS NOT NULL)) EXECUTE FUNCTION ledger_questionnaire()
-- trigger questionnaire_stays BEFORE DELETE OR UPDATE ON questionnaire FOR EACH ROW EXECUTE FUNCTION published_questionnaire_stays()
-- trigger questionnaire_stays_whole BEFORE TRUNCATE ON questionnaire FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== reports: current/reports.sql

-- The sums of a rep's day in a unit, over report_visit and report_stop; presence and span only of days with two visits
-- or more.
create table rep_day (
  org_id       integer not null,
  rep_id       uuid not null,
  day          date not null,
  unit_id      uuid not null,
  valid        integer not null,
  suspect      integer not null,
  invalid      integer not null,
  unverifiable integer not null,
  claimed      integer not null,
  appealed     integer not null,
  upheld       integer not null,
  short        integer not null,
  presses      integer not null,
  late         integer not null,
  planned      integer not null,
  unplanned    integer not null,
  timed        integer not null,
  dwell_s      double precision not null,
  stops        integer not null,
  kept         integer not null,
  presence_s   double precision not null,
  span_s       double precision not null,
  PRIMARY KEY (org_id, rep_id, day, unit_id)
);
CREATE INDEX rep_day_unit ON rep_day (org_id, day, unit_id);

-- A rep's day has to be counted: something was said of it. Appended with the fact, in its transaction, so that nobody
-- waits for anybody; taken away with what was counted.
create table report_due (
  org_id integer not null,
  mark   bigint not null generated always as identity,
  rep_id uuid not null,
  day    date not null,
  PRIMARY KEY (org_id, mark)
);
CREATE INDEX report_due_day ON report_due (org_id, rep_id, day);

-- A stop of a plan as its day began: whether its retailer was validly visited that day. Rolled from facts.
create table report_stop (
  org_id        integer not null,
  rep_id        uuid not null,
  day           date not null,
  retailer_id   uuid not null,
  unit_id       uuid not null,
  territory_id  uuid,
  grade         text,
  business_type text,
  setting       text,
  stops         integer not null,
  kept          integer not null,
  PRIMARY KEY (org_id, rep_id, day, retailer_id)
);
CREATE INDEX report_stop_day ON report_stop (org_id, day, unit_id);
CREATE INDEX report_stop_retailer ON report_stop (org_id, retailer_id, day);

-- A visit as reports count it: 0 or 1 of each kind, and what its retailer was on that day. Rolled from facts, never
-- said.
create table report_visit (
  org_id        integer not null,
  visit_id      uuid not null,
  rep_id        uuid not null,
  day           date not null,
  unit_id       uuid not null,
  retailer_id   uuid not null,
  territory_id  uuid,                    -- null: it was in none
  grade         text,
  business_type text,
  setting       text,
  valid         integer not null,
  suspect       integer not null,
  invalid       integer not null,
  unverifiable  integer not null,
  claimed       integer not null,
  appealed      integer not null,
  upheld        integer not null,
  short         integer not null,
  presses       integer not null,
  late          integer not null,
  -- valid, and in the plan as its day began; unplanned: valid, and not in it; both 0 on a day without one
  planned       integer not null,
  unplanned     integer not null,
  timed         integer not null,
  dwell_s       double precision not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  PRIMARY KEY (org_id, visit_id)
);
CREATE INDEX report_visit_day ON report_visit (org_id, day, unit_id);
CREATE INDEX report_visit_rep ON report_visit (org_id, rep_id, day);
CREATE INDEX report_visit_retailer ON report_visit (org_id, retailer_id, day);

-- view rep_day_summed (org_id, rep_id, day, unit_id, valid, suspect, invalid, unverifiable, claimed, appealed, upheld, short, presses, late, planned, unplanned, timed, dwell_s, stops, kept, presence_s, span_s)
-- view stop_counted (org_id, rep_id, day, retailer_id, unit_id, territory_id, grade, business_type, setting, stops, kept)
-- view visit_counted (org_id, visit_id, rep_id, day, unit_id, retailer_id, territory_id, grade, business_type, setting, valid, suspect, invalid, unverifiable, claimed, appealed, upheld, short, presses, late, planned, unplanned, timed, dwell_s, started_at, ended_at)

-- function report_due_by_day() returns trigger
-- function report_due_by_fact() returns trigger
-- function report_due_by_map() returns trigger
-- function report_due_by_member() returns trigger
-- function report_due_by_visit() returns trigger
-- function report_due_from(of_org integer, first_day date) returns void

-- trigger report_due_by_appeal AFTER INSERT ON appeal REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_visit()
-- trigger report_due_by_changed_map AFTER UPDATE ON territory_map FOR EACH ROW WHEN (((new.kind = 'visit'::text) AND (((old.is_aside IS DISTINCT FROM new.is_aside) OR (old.from_day IS DISTINCT FROM new.from_day)) OR (old.until_day IS DISTINCT FROM new.until_day)))) EXECUTE FUNCTION report_due_by_map()
-- trigger report_due_by_decision AFTER INSERT ON decision REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_visit()
-- trigger report_due_by_fact AFTER INSERT ON retailer_fact REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_fact()
-- trigger report_due_by_lost_member AFTER DELETE ON territory_member REFERENCING OLD TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_member()
-- trigger report_due_by_map AFTER INSERT ON territory_map FOR EACH ROW WHEN (((new.kind = 'visit'::text) AND (NOT new.is_aside))) EXECUTE FUNCTION report_due_by_map()
-- trigger report_due_by_moved_member AFTER UPDATE ON territory_member REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_member()
-- trigger report_due_by_new_member AFTER INSERT ON territory_member REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_member()
-- trigger report_due_by_plan AFTER INSERT ON plan_frozen REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_day()
-- trigger report_due_by_press AFTER INSERT ON press REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_day()
-- trigger report_due_by_verdict AFTER INSERT ON verdict REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION report_due_by_visit()


-- ==== retailers: current/retailers.sql

-- The file of an import that is under way: whichever process takes the work reads it here. It goes when the run ends.
create table import_file (
  org_id    integer not null,
  import_id uuid not null,
  bytes     bytea not null,
  PRIMARY KEY (org_id, import_id),
  FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, import_id) ON DELETE CASCADE
);

-- One run of an import: what was in the file and what became of it. The rows' errors are kept with it.
create table import_run (
  org_id          integer not null,
  import_id       uuid not null default gen_random_uuid(),
  unit_id         uuid not null,
  person_id       uuid,
  file_name       text not null,
  file_sha256     bytea not null,
  frame           text not null,
  mapping         jsonb not null,
  state           text not null default 'running'::text,
  row_count       integer not null,
  done_count      integer not null default 0,
  created_count   integer not null default 0,
  updated_count   integer not null default 0,
  unchanged_count integer not null default 0,
  error_count     integer not null default 0,
  errors          jsonb not null default '[]'::jsonb,
  -- why it failed: a code with its parameters as JSON, in rows of before an English sentence
  failure         text,
  at              timestamptz not null default now(),
  -- a running import that is silent for long has died with its process
  beat_at         timestamptz not null default now(),
  -- rows of retailers that are paused or closed: they were stored, and stay what they are
  not_open        jsonb not null default '[]'::jsonb,
  -- units and territories that were made, and reps that nobody is; null: the file says none
  structure       jsonb,
  PRIMARY KEY (org_id, import_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);

-- A shop that is visited. `original` is the coordinate as it was said, in `frame`; `position` is the same place in
-- WGS-84.
create table retailer (
  org_id            integer not null,
  retailer_id       uuid not null default gen_random_uuid(),
  unit_id           uuid not null,
  code              text not null,
  name              text not null,
  position          geography(Point,4326) not null,
  original_lng      double precision not null,
  original_lat      double precision not null,
  frame             text not null,
  trust             text not null default 'imported'::text,
  -- a geocoded or hand-pinned address is good to about 20 m in the median
  sigma_m           double precision not null default 20,
  threshold_m       double precision not null default 100, -- 100 m is the visit radius in use
  licence_no        text,
  address           text,
  grade             text,
  business_type     text,
  scale             text,
  setting           text,
  road_condition    text,
  opening_hours     text,
  key_hours         text,
  visits_per_month  double precision,
  minutes_per_visit double precision,
  orders_per_month  double precision,
  volume_per_month  double precision,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  -- the radius is the retailer's own; otherwise the setting of its unit and the day counts, and 100 m where there is
  -- none
  threshold_own     boolean not null default false,
  -- the import that said the coordinate; null: not known, or somebody said another since
  import_id         uuid,
  contact           text,                -- whom to ask for in the shop
  phone             text,
  PRIMARY KEY (org_id, retailer_id),
  UNIQUE (org_id, code),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((frame = ANY (ARRAY['wgs84'::text, 'gcj02'::text, 'bd09'::text]))),
  CHECK ((road_condition = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text]))),
  CHECK ((setting = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CHECK ((sigma_m > (0)::double precision)),
  CHECK ((threshold_m > (0)::double precision)),
  CHECK ((trust = ANY (ARRAY['imported'::text, 'confirmed'::text, 'surveyed'::text])))
);
CREATE INDEX retailer_position ON retailer USING gist ("position");
CREATE INDEX retailer_unit ON retailer (org_id, unit_id, code);

-- A version of what a retailer is: its grade, type, setting, visits a month and hours from a day on, until the version
-- of a later day. Of several for one day the last counts. `retailer` says what counts at present. Appended, never
-- edited.
create table retailer_fact (
  org_id           integer not null,
  retailer_id      uuid not null,
  fact_no          integer not null,
  from_day         date,                 -- by the clock of the retailer's unit; null: always, as far as is known
  grade            text,
  business_type    text,
  setting          text,
  visits_per_month double precision,
  opening_hours    text,
  key_hours        text,
  import_id        uuid,                 -- the file that said it
  -- who said it by hand; a version without either is what was stored before there were versions
  by_id            uuid,
  word             text,
  -- it changes the opening hours, by which visits are judged: an entry of the ledger
  on_record        boolean not null,
  at               timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, retailer_id, fact_no),
  FOREIGN KEY (org_id, by_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((fact_no > 0))
);

-- A day that is to come, from which a version counts: then the retailer says the same.
create table retailer_fact_due (
  org_id      integer not null,
  retailer_id uuid not null,
  from_day    date not null,
  PRIMARY KEY (org_id, retailer_id, from_day),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);

-- An act on a retailer's life: from a day on it is open, paused, open again or closed (withdrawn: what was said from
-- that very day does not count). Of several acts for one day the last counts. A retailer of whom nothing is said is
-- open. Appended, never edited.
create table retailer_life (
  org_id      integer not null,
  retailer_id uuid not null,
  life_no     integer not null,
  from_day    date not null,             -- by the clock of the retailer's unit
  deed        text not null,
  word        text not null,             -- on whose word, or why, as whoever said it put it
  by_id       uuid not null,
  at          timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, retailer_id, life_no),
  FOREIGN KEY (org_id, by_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((deed = ANY (ARRAY['opened'::text, 'paused'::text, 'resumed'::text, 'closed'::text, 'withdrawn'::text]))),
  CHECK ((life_no > 0))
);

-- A version of where a retailer is. One with a day is a move: it counts from that day on. One without is a correction
-- of what was always so since the last move. Appended, never edited.
create table retailer_place (
  org_id       integer not null,
  retailer_id  uuid not null,
  place_no     bigint not null generated always as identity,
  position     geography(Point,4326) not null,
  original_lng double precision,         -- as it was said, in `frame`; null: not kept before there were versions
  original_lat double precision,
  frame        text,
  trust        text not null,
  sigma_m      double precision,         -- null: not kept before there were versions
  threshold_m  double precision,         -- null: the setting of the unit and the day counts
  from_day     date,                     -- null: a correction
  kind         text not null,
  import_id    uuid,                     -- the file that said it
  proposal_id  uuid,
  by_id        uuid,                     -- null: not known, or nobody
  reason       text,
  -- it is an entry of the ledger; a retailer's first version, and those from before there were versions, are none
  on_record    boolean not null,
  at           timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, retailer_id, place_no),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK (((kind <> 'move'::text) OR (from_day IS NOT NULL))),
  CHECK ((frame = ANY (ARRAY['wgs84'::text, 'gcj02'::text, 'bd09'::text]))),
  CHECK ((kind = ANY (ARRAY['import'::text, 'survey'::text, 'learned'::text, 'frame'::text, 'move'::text, 'withdrawn'::text]))),
  CHECK ((sigma_m > (0)::double precision)),
  CHECK ((threshold_m > (0)::double precision)),
  CHECK ((trust = ANY (ARRAY['imported'::text, 'confirmed'::text, 'surveyed'::text])))
);

-- view earlier_coordinate (org_id, retailer_id, begins, was_no, position, trust)
-- view known_import (org_id, import_id, unit_id, file_name)
-- view known_place (org_id, retailer_id, place_no, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, from_day, kind, import_id, by_id, reason, at, begins, proposal_id)
-- view known_retailer (org_id, retailer_id, unit_id, code, name, position, trust, sigma_m, threshold_m, threshold_own, address, grade, business_type, scale, road_condition, opening_hours, key_hours, visits_per_month, minutes_per_visit, orders_per_month, volume_per_month, contact, phone, import_id)
-- view place_on_record (org_id, retailer_id, place_no, fact)
-- view retailer_act (org_id, retailer_id, life_no, from_day, deed, word, by_id, at)
-- view retailer_hours_on_record (org_id, retailer_id, fact_no, fact)
-- view retailer_life_on_record (org_id, retailer_id, life_no, fact)
-- view shared_coordinate (org_id, position_key, retailers, retailer_ids)

-- function facts_on(of_org integer, of_retailer uuid, on_day date) returns TABLE(from_day date, grade text, business_type text, setting text, visits_per_month double precision, opening_hours text, key_hours text)
-- function hours_fact(f retailer_fact) returns json
-- function keep_facts() returns trigger
-- function keep_first_facts() returns trigger
-- function keep_first_places() returns trigger
-- function keep_places() returns trigger
-- function ledger_hours() returns trigger
-- function ledger_life() returns trigger
-- function ledger_place() returns trigger
-- function life_fact(l retailer_life) returns json
-- function place_fact(p retailer_place) returns json
-- function place_on(of_org integer, of_retailer uuid, on_day date) returns SETOF known_place
-- function retailer_open_on(of_org integer, of_retailer uuid, on_day date) returns boolean
-- function retailer_state_on(of_org integer, of_retailer uuid, on_day date) returns text
-- function show_place() returns trigger
-- function with_proposal(fact json, proposal_id uuid) returns json

-- trigger keep_facts AFTER UPDATE ON retailer REFERENCING OLD TABLE AS previous NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_facts()
-- trigger keep_first_facts AFTER INSERT ON retailer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_first_facts()
-- trigger keep_first_places AFTER INSERT ON retailer REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION keep_first_places()
-- trigger keep_places AFTER UPDATE ON retailer REFERENCING OLD TABLE AS previous NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_places()
-- trigger ledger_hours AFTER INSERT ON retailer_fact FOR EACH ROW WHEN (new.on_record) EXECUTE FUNCTION ledger_hours()
-- trigger ledger_life AFTER INSERT ON retailer_life FOR EACH ROW EXECUTE FUNCTION ledger_life()
-- trigger ledger_place AFTER INSERT ON retailer_place FOR EACH ROW WHEN (new.on_record) EXECUTE FUNCTION ledger_place()
-- trigger retailer_fact_stays BEFORE DELETE OR UPDATE ON retailer_fact FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger retailer_fact_stays_whole BEFORE TRUNCATE ON retailer_fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger retailer_life_stays BEFORE DELETE OR UPDATE ON retailer_life FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger retailer_life_stays_whole BEFORE TRUNCATE ON retailer_life FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger retailer_place_stays BEFORE DELETE OR UPDATE ON retailer_place FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger retailer_place_stays_whole BEFORE TRUNCATE ON retailer_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger show_place AFTER INSERT ON retailer_place REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION show_place()


-- ==== scenarios: current/scenarios.sql

-- A draft of the map of one kind in a unit and all below it. `revision` rises with every write: whoever writes says
-- which one they saw.
create table scenario (
  org_id       integer not null,
  scenario_id  uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null,
  name         text not null,
  revision     integer not null default 1,
  -- Settings and territories as they stand at the step below (shared/scenarios.ts).
  design       jsonb not null,
  step_no      integer not null default 0, -- The step this draft stands at; 0 is its beginning. Undo and redo move it.
  job_id       uuid,                     -- the last search that was asked for
  made_at      timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  changed_by   uuid not null,
  change       text not null,            -- what the last write did
  change_count integer not null default 0, -- to how many retailers
  deleted_at   timestamptz,
  PRIMARY KEY (org_id, scenario_id),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((kind = ANY (ARRAY['order_call'::text, 'visit'::text, 'delivery'::text])))
);
CREATE UNIQUE INDEX scenario_name ON scenario (org_id, unit_id, kind, name) WHERE (deleted_at IS NULL);

-- Where a retailer stands in a draft: the number of a territory of its design, 0 for none. A retailer without a row is
-- in none.
create table scenario_member (
  org_id       integer not null,
  scenario_id  uuid not null,
  retailer_id  uuid not null,
  territory_no integer not null default 0,
  is_locked    boolean not null default false,
  PRIMARY KEY (org_id, scenario_id, retailer_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  FOREIGN KEY (org_id, scenario_id) REFERENCES scenario(org_id, scenario_id)
);

-- Something a planner or a search did to a draft, with what it was before: appended, and never taken away. The parent
-- is the step it was made upon, so that what was undone and then done otherwise stays on record.
create table scenario_step (
  org_id       integer not null,
  scenario_id  uuid not null,
  step_no      integer not null,
  parent_no    integer not null,
  what         text not null,
  made_by      uuid not null,
  made_at      timestamptz not null default now(),
  -- Retailers that changed hands: from and to, position by position; and why, where a search says so.
  retailer_ids uuid[] not null default '{}'::uuid[],
  from_nos     integer[] not null default '{}'::integer[],
  to_nos       integer[] not null default '{}'::integer[],
  reasons      text[],
  lock_ids     uuid[] not null default '{}'::uuid[], -- Retailers whose lock was turned.
  is_locked    boolean,
  design_was   jsonb,
  design       jsonb,
  report       jsonb,                    -- what a search answered
  job_id       uuid,                     -- the search: run twice, it appends once
  PRIMARY KEY (org_id, scenario_id, step_no),
  UNIQUE (org_id, scenario_id, job_id),
  FOREIGN KEY (org_id, made_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, scenario_id) REFERENCES scenario(org_id, scenario_id),
  CHECK (((parent_no >= 0) AND (parent_no < step_no))),
  CHECK (((cardinality(retailer_ids) = cardinality(from_nos)) AND (cardinality(retailer_ids) = cardinality(to_nos)))),
  CHECK ((step_no > 0)),
  CHECK ((what = ANY (ARRAY['move'::text, 'lock'::text, 'unlock'::text, 'design'::text, 'solve'::text])))
);

-- trigger scenario_step_stays BEFORE DELETE OR UPDATE ON scenario_step FOR EACH ROW EXECUTE FUNCTION refuse_change()


-- ==== scores: current/scores.sql

-- A closed month as it was published. Nothing changes it; what is found later is a correction in another month.
create table bulletin (
  org_id       integer not null,
  unit_id      uuid not null,
  month        date not null,
  draft_no     integer not null,
  root         text not null,
  content      text not null,
  published_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, month),
  FOREIGN KEY (org_id, unit_id, month) REFERENCES score_shown(org_id, unit_id, month)
);

-- An auditor's answer; points: what the line is worth from now on, null: what it was.
create table score_answer (
  org_id       integer not null,
  objection_id uuid not null,
  is_upheld    boolean not null,
  points       integer,
  why          text not null,
  answered_by  uuid not null,
  via          text,
  answered_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, objection_id),
  FOREIGN KEY (org_id, answered_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, objection_id) REFERENCES score_objection(org_id, objection_id),
  CHECK (((points IS NULL) OR is_upheld)),
  CHECK ((why <> ''::text))
);

-- Points of a closed month that are given or taken in a later one, by name.
create table score_correction (
  org_id        integer not null,
  correction_id uuid not null,
  unit_id       uuid not null,
  month         date not null,
  rep_id        uuid not null,
  item_key      text not null,
  in_month      date not null,
  points        integer not null,
  why           text not null,
  corrected_by  uuid not null,
  via           text,
  corrected_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, correction_id),
  FOREIGN KEY (org_id, corrected_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id, month) REFERENCES bulletin(org_id, unit_id, month),
  CHECK (((in_month > month) AND (EXTRACT(day FROM in_month) = (1)::numeric))),
  CHECK ((points <> 0)),
  CHECK ((why <> ''::text))
);
CREATE INDEX score_correction_month ON score_correction (org_id, unit_id, in_month);

-- A unit's month as it was reckoned: by which scheme, for whom, with the root of all lines. Until it is shown it may be
-- reckoned again; the last draft counts.
create table score_draft (
  org_id     integer not null,
  unit_id    uuid not null,
  month      date not null,
  draft_no   integer not null,
  scheme_id  uuid not null,
  version    integer not null,
  people     text not null,              -- JSON: everybody's name and days at work, as they were
  root       text not null,
  drafted_by uuid,                       -- null: the server did, when the month was over
  via        text,
  drafted_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, month, draft_no),
  FOREIGN KEY (org_id, drafted_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, scheme_id, version) REFERENCES score_scheme(org_id, scheme_id, version),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((draft_no > 0)),
  CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  CHECK ((root ~ '^[0-9a-f]{64}$'::text))
);

-- What somebody gave for an item, by hand, by a form or from a file, with its evidence. Appended; a further row
-- withdraws it.
create table score_entry (
  org_id      integer not null,
  entry_id    uuid not null,
  unit_id     uuid not null,
  month       date not null,
  rep_id      uuid not null,
  item_key    text not null,
  event_key   text,
  value       numeric(16,6) not null,
  evidence    json not null,             -- [{kind, id}]: visits, findings, logs, lines of a file
  note        text not null,
  body_sha256 bytea not null,
  entered_by  uuid not null,
  via         text,
  entered_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, entry_id),
  FOREIGN KEY (org_id, entered_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX score_entry_month ON score_entry (org_id, unit_id, month);

-- An entry that counts no longer: who said so, and why.
create table score_entry_withdrawn (
  org_id       integer not null,
  entry_id     uuid not null,
  why          text not null,
  withdrawn_by uuid not null,
  via          text,
  withdrawn_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, entry_id),
  FOREIGN KEY (org_id, entry_id) REFERENCES score_entry(org_id, entry_id),
  FOREIGN KEY (org_id, withdrawn_by) REFERENCES person(org_id, person_id),
  CHECK ((why <> ''::text))
);

-- A rep's item in a draft: what it came to, its points in hundredths, and the facts that it stands on.
create table score_line (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  draft_no  integer not null,
  rep_id    uuid not null,
  item_key  text not null,
  state     text not null,
  num       numeric(20,6) not null,
  den       numeric(20,6) not null,
  undecided integer not null,
  n         integer not null,
  target    numeric(16,6),
  points    integer not null,
  most      integer not null,
  evidence  text not null,               -- id TAB num TAB den LF, in the order of the ids' bytes
  PRIMARY KEY (org_id, unit_id, month, draft_no, rep_id, item_key),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id, month, draft_no) REFERENCES score_draft(org_id, unit_id, month, draft_no),
  CHECK ((state = ANY (ARRAY['scored'::text, 'neutral'::text, 'leftOut'::text])))
);

-- A rep's word against a line of their own: one a line.
create table score_objection (
  org_id       integer not null,
  objection_id uuid not null,
  unit_id      uuid not null,
  month        date not null,
  draft_no     integer not null,
  rep_id       uuid not null,
  item_key     text not null,
  note         text not null,
  via          text,
  received_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, objection_id),
  UNIQUE (org_id, unit_id, month, rep_id, item_key),
  FOREIGN KEY (org_id, unit_id, month, draft_no, rep_id, item_key) REFERENCES score_line(org_id, unit_id, month, draft_no, rep_id, item_key),
  FOREIGN KEY (org_id, unit_id, month) REFERENCES score_shown(org_id, unit_id, month),
  CHECK ((note <> ''::text))
);

-- A version of a scheme: what is scored and how many points it brings. The draft changes; a published version is on the
-- ledger and the same for ever. It counts for its unit and those below that have none of their own.
create table score_scheme (
  org_id       integer not null,
  scheme_id    uuid not null,
  version      integer not null,
  unit_id      uuid not null,
  from_month   date,
  content      text not null,            -- JSON as it is hashed, to the byte; shared/scoreScheme.ts
  sha256       text not null,
  revision     integer not null default 1,
  changed_by   uuid not null,
  via          text,
  changed_at   timestamptz(3) not null default clock_timestamp(),
  published_at timestamptz(3),
  PRIMARY KEY (org_id, scheme_id, version),
  FOREIGN KEY (org_id, changed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((sha256 = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
  CHECK (((published_at IS NULL) = (from_month IS NULL))),
  CHECK ((EXTRACT(day FROM from_month) = (1)::numeric)),
  CHECK ((version > 0))
);
-- Two who change a scheme meet in its one draft.
CREATE UNIQUE INDEX score_scheme_one_draft ON score_scheme (org_id, scheme_id) WHERE (published_at IS NULL);
CREATE INDEX score_scheme_unit ON score_scheme (org_id, unit_id, from_month);

-- A published version counts no longer for months that are not drafted yet.
create table score_scheme_retired (
  org_id     integer not null,
  scheme_id  uuid not null,
  version    integer not null,
  retired_by uuid not null,
  via        text,
  retired_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, scheme_id, version),
  FOREIGN KEY (org_id, retired_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, scheme_id, version) REFERENCES score_scheme(org_id, scheme_id, version)
);

-- A month is shown to whom it concerns: until when they may object. From then on it is not reckoned again.
create table score_shown (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  draft_no  integer not null,
  until_day date not null,
  shown_by  uuid not null,
  via       text,
  shown_at  timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, month),
  FOREIGN KEY (org_id, shown_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id, month, draft_no) REFERENCES score_draft(org_id, unit_id, month, draft_no)
);

-- A month is closed by a supervisor and an auditor. The constraint is the law: they are two people.
create table score_signature (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  role      text not null,
  signed_by uuid not null,
  root      text not null,               -- the root of the lines as they were signed
  via       text,
  signed_at timestamptz not null default clock_timestamp(),
  PRIMARY KEY (org_id, unit_id, month, role),
  UNIQUE (org_id, unit_id, month, signed_by),
  FOREIGN KEY (org_id, signed_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id, month) REFERENCES score_shown(org_id, unit_id, month),
  CHECK ((role = ANY (ARRAY['supervisor'::text, 'auditor'::text])))
);

-- view known_score_draft (org_id, unit_id, month, draft_no)
-- view known_score_entry (org_id, entry_id, unit_id, month, rep_id, item_key)
-- view score_on_record (org_id, unit_id, kind, name, fact)

-- function bulletin_fact(x bulletin, root text) returns json
-- function ledger_score() returns trigger
-- function published_scheme_stays() returns trigger
-- function score_answer_fact(x score_answer) returns json
-- function score_correction_fact(x score_correction) returns json
-- function score_draft_fact(x score_draft, root text) returns json
-- function score_entry_fact(x score_entry) returns json
-- function score_entry_withdrawn_fact(x score_entry_withdrawn) returns json
-- function score_line_hash(l score_line, corrected integer) returns text
-- function score_objection_fact(x score_objection) returns json
-- function score_root(of_org integer, of_unit uuid, of_month date, of_draft integer, with_answers boolean) returns text
-- function score_scheme_fact(x score_scheme) returns json
-- function score_scheme_for(of_org integer, of_unit uuid, of_month date) returns TABLE(scheme_id uuid, version integer)
-- function score_scheme_retired_fact(x score_scheme_retired) returns json
-- function score_shown_fact(x score_shown) returns json
-- function score_signature_fact(x score_signature) returns json
-- function shown_month_stays() returns trigger

-- trigger ledger_scheme_made AFTER INSERT ON score_scheme FOR EACH ROW WHEN ((new.published_at IS NOT NULL)) EXECUTE FUNCTION ledger_score()
-- trigger ledger_scheme_published AFTER UPDATE ON score_scheme FOR EACH ROW WHEN ((new.published_at IS NOT NULL)) EXECUTE FUNCTION ledger_score()
-- trigger score_draft_before_shown BEFORE INSERT ON score_draft FOR EACH ROW EXECUTE FUNCTION shown_month_stays()
-- trigger score_entry_before_shown BEFORE INSERT ON score_entry FOR EACH ROW EXECUTE FUNCTION shown_month_stays()
-- trigger score_scheme_stays BEFORE DELETE OR UPDATE ON score_scheme FOR EACH ROW EXECUTE FUNCTION published_scheme_stays()
-- trigger score_scheme_stays_whole BEFORE TRUNCATE ON score_scheme FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== settings: current/settings.sql

-- A choice of the organisation. `recording` says when positions are kept: 'always' (so when there is no row), because
-- switching the tracker app on is the rep's own act and the phone shows it; or 'shift', only in a shift that the rep
-- opened, or at a press.
create table org_setting (
  org_id     integer not null,
  key        text not null,
  value      text not null,
  changed_by uuid not null,
  changed_at timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, key),
  FOREIGN KEY (org_id) REFERENCES org(org_id),
  CHECK (((key <> 'recording'::text) OR (value = ANY (ARRAY['always'::text, 'shift'::text])))),
  CHECK ((key = 'recording'::text))
);

-- An act on a setting: from a day on a unit has a value of its own (set), has none any more (inherit: what stands above
-- it counts again), or what was said from that very day does not count (withdraw). The unit without a parent is the
-- organisation. Of several acts for one day the last counts. Appended, never edited.
create table setting_change (
  org_id    integer not null,
  unit_id   uuid not null,
  key       text not null,               -- of shared/settings.ts, which also knows what a value looks like
  change_no integer not null,            -- 1, 2, 3 … of the unit and key: two who change what they both saw meet here
  from_day  date not null,               -- by the unit's clock
  deed      text not null,
  value     jsonb,
  on_record boolean not null,            -- it touches evidence: each row is an entry of the ledger
  set_by    uuid not null,
  set_at    timestamptz(3) not null default clock_timestamp(),
  reason    text,
  PRIMARY KEY (org_id, unit_id, key, change_no),
  FOREIGN KEY (org_id, set_by) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((change_no > 0)),
  CHECK (((deed = 'set'::text) = (value IS NOT NULL))),
  CHECK ((deed = ANY (ARRAY['set'::text, 'inherit'::text, 'withdraw'::text])))
);

-- view setting_change_on_record (org_id, unit_id, key, change_no, fact)
-- view setting_on_record (org_id, key, fact)
-- view setting_span (org_id, unit_id, key, from_day, until_day, deed, value, change_no, set_by, set_at, reason)
-- view shift_only_org (org_id)
-- view threshold_today (org_id, unit_id, threshold_m)

-- function apply_recording() returns trigger
-- function days_kept(of_key text, otherwise integer) returns TABLE(org_id integer, days integer)
-- function is_shift_only(of_org integer) returns boolean
-- function ledger_setting() returns trigger
-- function ledger_setting_change() returns trigger
-- function set_recording(of_org integer, rule text, by_person uuid) returns void
-- function setting_fact(c setting_change) returns json
-- function setting_fact(s org_setting) returns json
-- function settings_on(of_org integer, of_units uuid[], on_days date[]) returns TABLE(unit_id uuid, day date, key text, value jsonb, said_by uuid, is_organisation boolean, from_day date, set_by uuid, set_at timestamptz, reason text)

-- trigger apply_recording AFTER INSERT ON setting_change FOR EACH ROW WHEN ((new.key = 'recording'::text)) EXECUTE FUNCTION apply_recording()
-- trigger ledger_setting AFTER INSERT OR UPDATE ON org_setting FOR EACH ROW EXECUTE FUNCTION ledger_setting()
-- trigger ledger_setting_change AFTER INSERT ON setting_change FOR EACH ROW WHEN (new.on_record) EXECUTE FUNCTION ledger_setting_change()
-- trigger setting_change_stays BEFORE DELETE OR UPDATE ON setting_change FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger setting_change_stays_whole BEFORE TRUNCATE ON setting_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== shifts: current/shifts.sql

-- The rep's own act: opening or closing a shift. Appended, never edited. A shift is an open row, and a close row of its
-- shift_id.
create table shift (
  org_id      integer not null,
  client_id   uuid not null,             -- made by the phone, so that the same act sent twice is one
  kind        text not null,
  shift_id    uuid not null,             -- the client_id of the open row
  rep_id      uuid not null,
  unit_id     uuid not null,
  day         date not null,             -- of its opening, in the unit's time zone
  at          timestamptz(3) not null, -- the phone's clock
  received_at timestamptz(3) not null default clock_timestamp(),
  device_id   uuid,                      -- the phone, where its token was shown
  PRIMARY KEY (org_id, client_id, kind),
  UNIQUE (org_id, shift_id, kind),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  CHECK ((kind = ANY (ARRAY['open'::text, 'close'::text])))
);
CREATE INDEX shift_rep ON shift (org_id, rep_id, at);

-- view shift_on_record (org_id, unit_id, shift_id, kind, fact)
-- view shift_span (org_id, shift_id, rep_id, unit_id, day, opened_at, closed_at, until_at)

-- function drop_shifts(otherwise integer) returns bigint
-- function in_shift(of_org integer, of_rep uuid, moment timestamptz) returns boolean
-- function ledger_shift() returns trigger
-- function refuse_shift_change() returns trigger
-- function shift_fact(s shift) returns json

-- trigger ledger_shift AFTER INSERT ON shift FOR EACH ROW EXECUTE FUNCTION ledger_shift()
-- trigger shift_stays BEFORE DELETE OR UPDATE ON shift FOR EACH ROW EXECUTE FUNCTION refuse_shift_change()
-- trigger shift_stays_whole BEFORE TRUNCATE ON shift FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()


-- ==== territories: current/territories.sql

-- A territory of one kind in a unit, and the rep who looks after it.
create table territory (
  org_id       integer not null,
  territory_id uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null,
  name         text not null,
  rep_id       uuid,
  created_at   timestamptz not null default now(),
  -- false: of the past, or of a map that is still to come; it has no retailers, and its name is free
  is_live      boolean not null default true,
  PRIMARY KEY (org_id, territory_id),
  UNIQUE (org_id, kind, territory_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, unit_id) REFERENCES unit(org_id, unit_id),
  CHECK ((kind = ANY (ARRAY['order_call'::text, 'visit'::text, 'delivery'::text])))
);
CREATE UNIQUE INDEX territory_live_name ON territory (org_id, kind, unit_id, name) WHERE is_live;

-- A retailer's place in the map of one kind. The key is the law: at most one territory of each kind.
create table territory_member (
  org_id       integer not null,
  kind         text not null,
  retailer_id  uuid not null,
  territory_id uuid not null,
  PRIMARY KEY (org_id, kind, retailer_id),
  FOREIGN KEY (org_id, kind, territory_id) REFERENCES territory(org_id, kind, territory_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id)
);
CREATE INDEX territory_members ON territory_member (org_id, territory_id);

-- view known_territory (org_id, territory_id, unit_id, kind, name, rep_id, is_live)
-- view known_territory_member (org_id, kind, retailer_id, territory_id)
-- view visit_territory (org_id, retailer_id, territory_id, rep_id, unit_id)

-- function put_in_force(of_org integer, of_map uuid, in_unit uuid, of_kind text) returns void


-- ==== visits: current/visits.sql

-- An appeal: the rep says that the judgement of their visit is wrong, and why. The key is the law: once a visit.
-- Appended, never edited.
create table appeal (
  org_id     integer not null,
  visit_id   uuid not null,
  verdict_no integer not null,           -- the judgement it is about
  rep_id     uuid not null,
  note       text not null,
  at         timestamptz(3) not null default clock_timestamp(),
  via        text,
  PRIMARY KEY (org_id, visit_id),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, visit_id, verdict_no) REFERENCES verdict(org_id, visit_id, verdict_no)
);

-- A decision: what an auditor says of a visit, over the machine's judgement, which stays as it is. Appended, never
-- edited; the latest one counts.
create table decision (
  org_id      integer not null,
  visit_id    uuid not null,
  decision_no integer not null,
  verdict_no  integer not null,          -- the judgement that was decided on
  decider_id  uuid not null,
  -- withdrawn: the decision before it was taken back by whoever made it, while it was the last word; what was decided
  -- earlier counts again
  word        text not null,
  note        text not null,
  on_appeal   boolean not null,          -- the rep had been heard
  at          timestamptz(3) not null default clock_timestamp(),
  via         text,
  PRIMARY KEY (org_id, visit_id, decision_no),
  FOREIGN KEY (org_id, decider_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, visit_id, verdict_no) REFERENCES verdict(org_id, visit_id, verdict_no),
  CHECK ((word = ANY (ARRAY['valid'::text, 'invalid'::text, 'withdrawn'::text])))
);

-- The visit a rep is in. The key is the law: one at a time.
create table open_visit (
  org_id     integer not null,
  rep_id     uuid not null,
  visit_id   uuid not null,
  started_at timestamptz not null,
  PRIMARY KEY (org_id, rep_id)
);

-- A press: the rep's own act at the start or the end of a visit, as the phone told it. Appended, never edited.
create table press (
  org_id         integer not null,
  visit_id       uuid not null,          -- made by the phone
  kind           text not null,
  rep_id         uuid not null,
  unit_id        uuid not null,          -- the rep's unit at that time
  retailer_id    uuid not null,
  day            date not null,          -- of the visit's start, in the unit's time zone
  pressed_at     timestamptz(3) not null, -- the phone's clock
  received_at    timestamptz(3) not null default clock_timestamp(),
  position       geography(Point,4326),  -- null: the phone had none
  accuracy_m     double precision,
  accuracy_level double precision,
  source         text,
  fix_at         timestamptz(3),
  mock           boolean,
  device_id      text,
  note           text,
  body_sha256    bytea not null,         -- the same press again is the same; another body is a conflict
  -- null: pressed at the time. Otherwise the rep claimed the visit afterwards: start and end are those of a stop in
  -- their own track, without a position of their own
  claimed_at     timestamptz(3),
  via            text,
  PRIMARY KEY (org_id, visit_id, kind),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id),
  FOREIGN KEY (org_id, retailer_id) REFERENCES retailer(org_id, retailer_id),
  CHECK ((kind = ANY (ARRAY['start'::text, 'end'::text])))
);
CREATE INDEX press_day ON press (org_id, rep_id, day);
CREATE INDEX press_device ON press (org_id, device_id, day);
-- The very same point again, or the same phone: what the judge looks for in the past.
CREATE INDEX press_place ON press (org_id, st_x(("position")::geometry), st_y(("position")::geometry));
CREATE INDEX press_retailer ON press (org_id, retailer_id, day);
CREATE INDEX press_unit_day ON press (org_id, unit_id, day);

-- A stop in the rep's own track, by its first fix, that the rep says was no visit: it is not proposed again. Appended.
create table stay_dismissed (
  org_id      integer not null,
  rep_id      uuid not null,
  retailer_id uuid not null,
  from_at     timestamptz(3) not null,
  note        text not null,
  at          timestamptz(3) not null default clock_timestamp(),
  PRIMARY KEY (org_id, rep_id, retailer_id, from_at),
  FOREIGN KEY (org_id, rep_id) REFERENCES person(org_id, person_id)
);

-- A judgement: the machine's answer for the evidence it had, and that evidence. Appended when the evidence or the rule
-- changed.
create table verdict (
  org_id          integer not null,
  visit_id        uuid not null,
  verdict_no      integer not null,
  verdict         text not null,
  reasons         text[] not null,
  rule            text not null,
  answer          json not null,         -- every number the judge gave
  evidence        json not null,         -- what it was given: judging it again gives the same bytes
  evidence_sha256 bytea not null,
  judged_at       timestamptz not null default clock_timestamp(),
  says_at         boolean not null default true,
  PRIMARY KEY (org_id, visit_id, verdict_no),
  CHECK ((cardinality(reasons) > 0)),
  CHECK ((verdict = ANY (ARRAY['valid'::text, 'suspect'::text, 'invalid'::text, 'unverifiable'::text])))
);

-- How far a rep's day has been judged: the revisions of its presses and of its fixes at that time.
create table visit_day (
  org_id                   integer not null,
  rep_id                   uuid not null,
  day                      date not null,
  revision                 bigint not null default 1, -- presses so far
  judged_revision          bigint not null default 0,
  judged_position_revision bigint not null default 0,
  judged_at                timestamptz, -- fixes that came since may change a verdict
  PRIMARY KEY (org_id, rep_id, day)
);
CREATE INDEX visit_day_due ON visit_day (judged_at NULLS FIRST) WHERE (revision <> judged_revision);

-- How a visit stands, as lists filter it: what the view `visit` says of its presses, verdicts, appeal and decisions,
-- written in the transaction in which one of them is said. Can be made again from them.
create table visit_standing (
  org_id       integer not null,
  visit_id     uuid not null,
  unit_id      uuid not null,
  rep_id       uuid not null,
  retailer_id  uuid not null,
  day          date not null,
  started_at   timestamptz(3) not null,
  state        text not null,
  needs_review boolean not null,         -- an appeal is open, or the machine could not tell and nobody has decided
  has_changed  boolean not null,         -- the machine's answer is another one than that which was decided on
  PRIMARY KEY (org_id, visit_id)
);
CREATE INDEX visit_standing_changed ON visit_standing (org_id, started_at DESC, visit_id DESC) WHERE has_changed;
CREATE INDEX visit_standing_rep ON visit_standing (org_id, rep_id, started_at DESC, visit_id DESC);
CREATE INDEX visit_standing_retailer ON visit_standing (org_id, retailer_id, started_at DESC, visit_id DESC);
CREATE INDEX visit_standing_review ON visit_standing (org_id, started_at DESC, visit_id DESC) WHERE needs_review;
CREATE INDEX visit_standing_state ON visit_standing (org_id, state, started_at DESC, visit_id DESC);
CREATE INDEX visit_standing_time ON visit_standing (org_id, started_at DESC, visit_id DESC);
CREATE INDEX visit_standing_unit ON visit_standing (org_id, unit_id, started_at DESC, visit_id DESC);
CREATE INDEX visit_standing_unit_changed ON visit_standing (org_id, unit_id, started_at DESC, visit_id DESC) WHERE has_changed;
CREATE INDEX visit_standing_unit_review ON visit_standing (org_id, unit_id, started_at DESC, visit_id DESC) WHERE needs_review;
CREATE INDEX visit_standing_unit_state ON visit_standing (org_id, unit_id, state, started_at DESC, visit_id DESC);

-- view appeal_on_record (org_id, visit_id, fact)
-- view decision_on_record (org_id, visit_id, decision_no, fact)
-- view known_appeal (org_id, visit_id, verdict_no, rep_id, note, at)
-- view known_decision (org_id, visit_id, decision_no, verdict_no, word, note, at)
-- view known_press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, position, accuracy_m, source, fix_at, mock, device_id, note, accuracy_level)
-- view known_stay_dismissed (org_id, rep_id, retailer_id, from_at, note, at)
-- view known_verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, judged_at)
-- view known_visit_day (org_id, rep_id, day, judged_at)
-- view place_witness (org_id, retailer_id, visit_id, person_id, day, state, started_at, start_position, end_position, start_numbers, end_numbers)
-- view press_on_record (org_id, unit_id, visit_id, kind, fact)
-- view verdict_on_record (org_id, visit_id, verdict_no, fact, evidence_sha256)
-- view visit (org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, ended_at, dwell_s, start_position, end_position, state, verdict_no, verdict, reasons, rule, answer, judged_at, machine_state, appealed, decided, decided_verdict_no, evidence_changed_since, claimed_at, decision_no, decider_id)

-- function appeal_fact(a appeal) returns json
-- function decision_fact(d decision) returns json
-- function ledger_appeal() returns trigger
-- function ledger_decision() returns trigger
-- function ledger_press() returns trigger
-- function ledger_verdict() returns trigger
-- function press_fact(p press) returns json
-- function verdict_fact(v verdict) returns json
-- function visit_stands() returns trigger
-- function visits_due_by_carrier() returns trigger
-- function visits_due_by_hours() returns trigger
-- function visits_due_by_inspector() returns trigger
-- function visits_due_by_place() returns trigger
-- function visits_due_by_setting() returns trigger

-- trigger appeal_stays BEFORE DELETE OR UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger appeal_stays_whole BEFORE TRUNCATE ON appeal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger decision_stays BEFORE DELETE OR UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger decision_stays_whole BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger ledger_appeal AFTER INSERT ON appeal FOR EACH ROW EXECUTE FUNCTION ledger_appeal()
-- trigger ledger_decision AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ledger_decision()
-- trigger ledger_press AFTER INSERT ON press FOR EACH ROW EXECUTE FUNCTION ledger_press()
-- trigger ledger_verdict AFTER INSERT ON verdict FOR EACH ROW EXECUTE FUNCTION ledger_verdict()
-- trigger press_stays BEFORE DELETE OR UPDATE ON press FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger press_stays_whole BEFORE TRUNCATE ON press FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger stay_dismissed_stays BEFORE DELETE OR UPDATE ON stay_dismissed FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger verdict_stays BEFORE DELETE OR UPDATE ON verdict FOR EACH ROW EXECUTE FUNCTION refuse_change()
-- trigger verdict_stays_whole BEFORE TRUNCATE ON verdict FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- trigger visit_stands AFTER INSERT ON appeal FOR EACH ROW EXECUTE FUNCTION visit_stands()
-- trigger visit_stands AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION visit_stands()
-- trigger visit_stands AFTER INSERT ON press FOR EACH ROW EXECUTE FUNCTION visit_stands()
-- trigger visit_stands AFTER INSERT ON verdict FOR EACH ROW EXECUTE FUNCTION visit_stands()
-- trigger visits_due_by_carrier AFTER INSERT ON carrier_fix FOR EACH ROW EXECUTE FUNCTION visits_due_by_carrier()
-- trigger visits_due_by_hours AFTER INSERT ON retailer_fact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION visits_due_by_hours()
-- trigger visits_due_by_inspector AFTER INSERT ON finding FOR EACH ROW WHEN ((new.outcome = 'met'::text)) EXECUTE FUNCTION visits_due_by_inspector()
-- trigger visits_due_by_place AFTER INSERT ON retailer_place REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION visits_due_by_place()
-- trigger visits_due_by_setting AFTER INSERT ON setting_change FOR EACH ROW WHEN ((new.key = ANY (ARRAY['requiredDwellS'::text, 'thresholdM'::text]))) EXECUTE FUNCTION visits_due_by_setting()
