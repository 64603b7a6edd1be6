-- Who did what to people, rights and whole surveys. Rows are only ever added: nothing in the product changes or removes
-- one, and how long they are kept is the operator's decision. Therefore no foreign keys, and nobody's name.
CREATE TABLE audit_entry (
    -- A UUID of version 7 without hyphens: it rises with time, so a page and a span of days are ranges of it.
    id char(32) NOT NULL PRIMARY KEY,
    happened_at datetime(6) NOT NULL,
    -- Who; null for the product itself. Whoever acted as somebody else is the one named here.
    person_id bigint,
    acting_as_id bigint,
    organisation_id bigint,
    verb varchar(64) NOT NULL,
    subject_kind varchar(32),
    subject_id bigint,
    subject_name varchar(254),
    details text,
    -- The network they came from: the first 24 bits of an IPv4 address, 48 of an IPv6 one.
    network varchar(45)
);
CREATE INDEX audit_entry_organisation ON audit_entry (organisation_id, id);
CREATE INDEX audit_entry_organisation_verb ON audit_entry (organisation_id, verb, id);
CREATE INDEX audit_entry_person ON audit_entry (person_id, id);
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id, id);
CREATE INDEX audit_entry_verb ON audit_entry (verb, id);
