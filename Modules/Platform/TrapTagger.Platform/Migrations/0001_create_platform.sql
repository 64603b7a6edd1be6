CREATE TABLE id_block (
    noun varchar(64) NOT NULL PRIMARY KEY,
    next_id bigint NOT NULL
);

-- A piece of background work that is not finished yet; its row goes when it is. `subject` is what people call it by
-- ("survey/12"), so that a page can show what still waits or was parked.
CREATE TABLE job (
    id char(32) NOT NULL PRIMARY KEY,
    queue varchar(16) NOT NULL,
    kind varchar(64) NOT NULL,
    argument text NOT NULL,
    subject varchar(64) NOT NULL,
    state varchar(16) NOT NULL,
    runs int NOT NULL,
    failures int NOT NULL,
    due_at datetime(6) NOT NULL,
    reason text,
    created_at datetime(6) NOT NULL
);
CREATE INDEX job_due ON job (state, queue, due_at);
CREATE INDEX job_subject ON job (subject, state);
