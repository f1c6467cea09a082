-- The tables of tables.py; a test holds the two together. No default reads a clock.
CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);

CREATE TABLE organisation (
    id uuid PRIMARY KEY, name text NOT NULL, kind text NOT NULL, phones text NOT NULL
);
CREATE TABLE account (
    id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    initials text NOT NULL,
    role text NOT NULL,
    role_words text NOT NULL,
    organisation uuid NOT NULL REFERENCES organisation ON DELETE RESTRICT,
    password_hash text NOT NULL,
    demo boolean NOT NULL
);
CREATE TABLE sign_in_try (login_digest text PRIMARY KEY, failures integer NOT NULL, last_failed timestamptz NOT NULL);
CREATE TABLE device (
    id text PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    created timestamptz NOT NULL,
    revoked timestamptz,
    last_dseq bigint NOT NULL,
    last_dhash text NOT NULL
);
CREATE INDEX device_account ON device (account);
CREATE TABLE session (
    digest text PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    device text NOT NULL REFERENCES device ON DELETE RESTRICT,
    created timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    revoked timestamptz
);
CREATE INDEX session_account ON session (account);

CREATE TABLE procedure (digest text PRIMARY KEY, id text NOT NULL, version text NOT NULL, body text NOT NULL);
CREATE TABLE discussion (
    id text PRIMARY KEY,
    procedure text NOT NULL REFERENCES procedure ON DELETE RESTRICT,
    seq bigint NOT NULL,
    version bigint NOT NULL,
    key_wrapped bytea NOT NULL,
    body bytea NOT NULL,
    created timestamptz NOT NULL,
    changed timestamptz NOT NULL,
    xid bigint NOT NULL
);
CREATE INDEX discussion_xid ON discussion (xid);
CREATE TABLE change (
    op_id text PRIMARY KEY,
    discussion text NOT NULL REFERENCES discussion ON DELETE RESTRICT,
    seq bigint NOT NULL,
    author uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    device text NOT NULL REFERENCES device ON DELETE RESTRICT,
    dseq bigint NOT NULL,
    form_digest text NOT NULL,
    status text NOT NULL CHECK (status IN ('applied', 'same', 'conflict', 'quarantined')),
    sentence bytea,
    body bytea NOT NULL,
    received timestamptz NOT NULL,
    xid bigint NOT NULL,
    UNIQUE (discussion, seq)
);
CREATE INDEX change_device ON change (device, xid);
CREATE INDEX change_form ON change (discussion, form_digest);
CREATE TABLE held_change (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    device text NOT NULL REFERENCES device ON DELETE RESTRICT,
    op_id text NOT NULL,
    discussion text,
    body_digest text NOT NULL,
    body bytea NOT NULL,
    sentence bytea NOT NULL,
    received timestamptz NOT NULL,
    xid bigint NOT NULL,
    UNIQUE (person, device, body_digest)
);
CREATE INDEX held_change_discussion ON held_change (discussion);
CREATE TABLE grant_ (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    discussion text NOT NULL REFERENCES discussion ON DELETE RESTRICT,
    capacity text NOT NULL,
    starts timestamptz NOT NULL,
    ends timestamptz,
    granted_by uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    reason text NOT NULL,
    xid bigint NOT NULL,
    CHECK (ends IS NULL OR ends >= starts)
);
CREATE INDEX grant_account ON grant_ (account);
CREATE INDEX grant_discussion ON grant_ (discussion);
CREATE TABLE draft (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    page text NOT NULL,
    body bytea NOT NULL,
    made timestamptz NOT NULL,
    UNIQUE (account, page)
);
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    person uuid,
    device text,
    verb text NOT NULL,
    object text NOT NULL,
    decision text NOT NULL,
    reason text
);

-- A restored or copied database has to be given another epoch, so that devices start again (SYNC.md finding 7).
INSERT INTO setting VALUES ('epoch', gen_random_uuid()::text);
