comment on table totp is
  'A person''s app that shows codes of six digits (RFC 6238). It counts once a code of it was shown.';
comment on column totp.last_step is 'the step of the last code that was taken: each is good once';

comment on table passkey is 'A key of a person''s device or security key (WebAuthn). Only the public half is here.';
comment on column passkey.sign_count is 'how often it signed, where the device counts; going back means a copy';
comment on index passkey_lookup is 'Of all organisations: a passkey says whose it is, before anybody is signed in.';

comment on table recovery_code is 'A code on paper that is good once, for whoever lost their phone. Only its hash is here.';

comment on table spent_challenge is 'A challenge that was answered: kept until it expires, so that no answer counts twice.';

comment on table factor_secret is 'What only this database knows: challenges are signed with it, so that none is made up.';
comment on index factor_secret_pkey is 'Of the database: one row, which signs for all organisations.';

-- Who has a second factor.
create view known_factor as
select org_id, person_id, 'totp' as kind from totp where confirmed_at is not null
union all
select org_id, person_id, 'passkey' from passkey;
