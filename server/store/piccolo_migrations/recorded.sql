-- What a locked device recorded: no change of any discussion until its author, or the chair of the one it names, saves it as one.
CREATE TABLE recorded_note (
    id uuid PRIMARY KEY,
    note text NOT NULL,
    person uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    device text NOT NULL REFERENCES device ON DELETE RESTRICT,
    discussion text,
    body bytea NOT NULL,
    received timestamptz NOT NULL,
    ended timestamptz,
    ended_by uuid REFERENCES account ON DELETE RESTRICT,
    how text CHECK (how IN ('saved', 'set_aside')),
    UNIQUE (person, note)
);
CREATE INDEX recorded_note_waiting ON recorded_note (discussion) WHERE ended IS NULL;
GRANT SELECT, INSERT ON recorded_note TO seenby_app;
GRANT UPDATE (ended, ended_by, how) ON recorded_note TO seenby_app;
ALTER TABLE recorded_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE recorded_note FORCE ROW LEVEL SECURITY;
CREATE POLICY reached ON recorded_note FOR SELECT TO seenby_app USING (person = person() OR chairs(discussion));
CREATE POLICY written ON recorded_note FOR INSERT TO seenby_app WITH CHECK (person = person() AND ended IS NULL);
CREATE POLICY ended ON recorded_note FOR UPDATE TO seenby_app
    USING (ended IS NULL AND (person = person() OR chairs(discussion))) WITH CHECK (ended IS NOT NULL AND ended_by = person());
