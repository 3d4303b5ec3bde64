-- How far the visits of an organisation have been looked at for what they say of places.
create table place_look (
  org_id       integer primary key,
  looked_until timestamptz not null default '-infinity',
  last_rep     uuid,
  last_day     date
);

-- What the visits to a retailer say of where it is, when they were looked at last.
create table place_found (
  org_id      integer not null,
  retailer_id uuid not null,
  finding     text not null check (finding in ('proposed', 'disagreement', 'tooFew', 'unclear', 'fits', 'onePersonOnly', 'noAnchor')),
  position    geography(Point, 4326),
  sigma_m     double precision,
  witnesses   integer not null,
  people      integer not null,
  found_at    timestamptz(3) not null,
  primary key (org_id, retailer_id),
  foreign key (org_id, retailer_id) references retailer
);

create table place_proposal (
  org_id      integer not null,
  proposal_id uuid not null default gen_random_uuid(),
  kind        text not null check (kind in ('learned', 'frame', 'told')),
  retailer_id uuid,
  import_id   uuid,
  position    geography(Point, 4326),
  sigma_m     double precision check (sigma_m > 0),
  from_day    date,
  evidence    json not null,
  rule        text not null,
  made_by     uuid,
  note        text,
  via         text,
  made_at     timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, proposal_id),
  foreign key (org_id, retailer_id) references retailer,
  check ((retailer_id is null) = (kind = 'frame') and (import_id is null) = (kind <> 'frame')),
  check ((made_by is null) = (kind <> 'told'))
);
create index place_proposal_retailer on place_proposal (org_id, retailer_id, made_at);

create table place_answer (
  org_id      integer not null,
  proposal_id uuid not null,
  answer_no   integer not null,
  word        text not null check (word in ('corrected', 'moved', 'refused', 'inspect', 'overtaken', 'undone')),
  from_day    date,
  reason      text,
  by_id       uuid,
  via         text,
  at          timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, proposal_id, answer_no),
  foreign key (org_id, proposal_id) references place_proposal,
  check ((word = 'moved') = (from_day is not null)),
  check ((by_id is null) = (word = 'overtaken'))
);
