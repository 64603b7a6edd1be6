-- What a person should know, for the bell at the top of every page. What an organisation is told, each of its people is.
CREATE TABLE notice (
    -- Rises with time, as the key of an audit entry.
    id char(32) NOT NULL PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person (id),
    text varchar(400) NOT NULL,
    -- A path of this site; null where there is nothing to go to.
    href varchar(200),
    told_at datetime(6) NOT NULL,
    read_at datetime(6)
);
CREATE INDEX notice_newest ON notice (person_id, id);
CREATE INDEX notice_unread ON notice (person_id, read_at);

-- Whether a person gets mail, too, when long work is done.
ALTER TABLE person ADD COLUMN mail_when_done boolean NOT NULL DEFAULT FALSE;
