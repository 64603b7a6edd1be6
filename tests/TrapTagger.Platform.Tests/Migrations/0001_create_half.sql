CREATE TABLE half_done (id bigint);
