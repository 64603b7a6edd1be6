-- A letter that waits to be sent, or was. `content` is what it says, as JSON; it is gone once a link in it is worth
-- nothing any more. A process that sends it has it until `leased_until`.
CREATE TABLE mail (
    id char(32) NOT NULL PRIMARY KEY,
    recipient varchar(254) NOT NULL,
    subject varchar(200) NOT NULL,
    content text,
    holds_secret boolean NOT NULL,
    state varchar(16) NOT NULL,
    attempts int NOT NULL,
    reason text,
    asked_at datetime(6) NOT NULL,
    due_at datetime(6) NOT NULL,
    leased_until datetime(6),
    created_at datetime(6) NOT NULL,
    ended_at datetime(6)
);
CREATE INDEX mail_due ON mail (state, due_at);
CREATE INDEX mail_state ON mail (state, id);
