-- A suspended organisation's people read the reason and nothing else. A deleted one is the same for thirty days; then
-- what it had is removed, and of the row only the number is left.
ALTER TABLE organisation ADD COLUMN suspended_at datetime(6);
ALTER TABLE organisation ADD COLUMN suspended_reason varchar(400);
ALTER TABLE organisation ADD COLUMN deleted_at datetime(6);
ALTER TABLE organisation ADD COLUMN removed_at datetime(6);

-- Null: as much as the store takes.
ALTER TABLE organisation ADD COLUMN most_files bigint;
ALTER TABLE organisation ADD COLUMN most_bytes bigint;

-- A blocked person can't sign in. A person who deleted their account is a number and a pseudonym.
ALTER TABLE person ADD COLUMN blocked_at datetime(6);
ALTER TABLE person ADD COLUMN blocked_reason varchar(400);
ALTER TABLE person ADD COLUMN deleted_at datetime(6);

CREATE VIEW accounts_organisation_limit AS SELECT id, most_files, most_bytes FROM organisation;
