-- When a job was last begun.
ALTER TABLE job ADD COLUMN began_at datetime(6);

-- A worker process that runs, or that ran until it was killed: it says every few seconds that it is there, by the
-- database's clock.
CREATE TABLE worker (
    id char(32) NOT NULL PRIMARY KEY,
    host varchar(255) NOT NULL,
    process_id int NOT NULL,
    queues varchar(200) NOT NULL,
    started_at datetime(6) NOT NULL,
    seen_at datetime(6) NOT NULL,
    clock_ahead double NOT NULL
);

-- What cookies and forms are protected with, shared by every web process.
CREATE TABLE protection_key (
    name varchar(100) NOT NULL PRIMARY KEY,
    xml text NOT NULL
);
