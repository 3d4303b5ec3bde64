-- A version of a questionnaire: a draft that changes, or published and the same for ever.
create table questionnaire (
  org_id           integer not null,
  questionnaire_id uuid not null,
  version          integer not null check (version > 0),
  unit_id          uuid not null,
  content          text not null,
  sha256           text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  revision         integer not null default 1,
  changed_by       uuid not null,
  via              text,
  changed_at       timestamptz(3) not null default clock_timestamp(),
  published_at     timestamptz(3),
  primary key (org_id, questionnaire_id, version),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, changed_by) references person
);
create unique index questionnaire_one_draft on questionnaire (org_id, questionnaire_id) where published_at is null;
