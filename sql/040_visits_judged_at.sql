-- A verdict says in its entry when it was made; those of before do not.
alter table verdict add column says_at boolean not null default false;
alter table verdict alter column says_at set default true;
