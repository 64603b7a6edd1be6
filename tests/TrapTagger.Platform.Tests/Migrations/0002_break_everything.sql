-- Statements end where a line does; one in a comment ends nothing;
CREATE TABLE half_done (id bigint);
INSERT INTO half_done (id) VALUES (1);

INSERT INTO there_is_none (id) VALUES (1);
INSERT INTO half (id) VALUES (2);
