create table retailer_life (
  org_id      integer not null,
  retailer_id uuid not null,
  life_no     integer not null check (life_no > 0),
  from_day    date not null,
  deed        text not null check (deed in ('opened', 'paused', 'resumed', 'closed', 'withdrawn')),
  word        text not null,
  by_id       uuid not null,
  at          timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, retailer_id, life_no),
  foreign key (org_id, retailer_id) references retailer,
  foreign key (org_id, by_id) references person
);

create table retailer_fact (
  org_id           integer not null,
  retailer_id      uuid not null,
  fact_no          integer not null check (fact_no > 0),
  from_day         date,
  grade            text,
  business_type    text,
  setting          text,
  visits_per_month double precision,
  opening_hours    text,
  key_hours        text,
  import_id        uuid,
  by_id            uuid,
  word             text,
  on_record        boolean not null,
  at               timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, retailer_id, fact_no),
  foreign key (org_id, retailer_id) references retailer,
  foreign key (org_id, by_id) references person
);

-- What is stored today is all that is known of the past: it counts for every day until something else is said.
insert into retailer_fact (org_id, retailer_id, fact_no, grade, business_type, setting, visits_per_month, opening_hours, key_hours, on_record)
select org_id, retailer_id, 1, grade, business_type, setting, visits_per_month, opening_hours, key_hours, false from retailer;

create table retailer_fact_due (
  org_id      integer not null,
  retailer_id uuid not null,
  from_day    date not null,
  primary key (org_id, retailer_id, from_day),
  foreign key (org_id, retailer_id) references retailer
);

alter table import_run add column not_open jsonb not null default '[]';
