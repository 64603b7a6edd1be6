-- What site administrators decide for the whole site while it runs, a JSON object a name.
CREATE TABLE setting (
    name varchar(64) NOT NULL PRIMARY KEY,
    value text NOT NULL
);
