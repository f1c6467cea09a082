-- Who is kept out of a discussion (PRACTICE.md P-8): it beats every part, whoever gave it, and is told to nobody but those who run it.
CREATE TABLE exclusion (
    id uuid PRIMARY KEY,
    discussion text NOT NULL REFERENCES discussion ON DELETE RESTRICT,
    account uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    begun timestamptz NOT NULL,
    begun_by uuid NOT NULL REFERENCES account ON DELETE RESTRICT,
    ended timestamptz,
    ended_by uuid REFERENCES account ON DELETE RESTRICT
);
CREATE UNIQUE INDEX exclusion_standing ON exclusion (account, discussion) WHERE ended IS NULL;
CREATE INDEX exclusion_discussion ON exclusion (discussion);
GRANT SELECT, INSERT ON exclusion TO seenby_app;
GRANT UPDATE (ended, ended_by) ON exclusion TO seenby_app;
ALTER TABLE exclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE exclusion FORCE ROW LEVEL SECURITY;
-- The functions below read it past its policies, as those of `grant_` do.
DO $$ BEGIN EXECUTE format('CREATE POLICY reach ON exclusion FOR SELECT TO %I USING (true)', current_user); END $$;

CREATE FUNCTION kept_out(discussion text, account uuid) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM exclusion e WHERE e.discussion = $1 AND e.account = $2 AND e.ended IS NULL)
$$;
CREATE FUNCTION out_of() RETURNS SETOF text STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT e.discussion FROM exclusion e WHERE e.account = person() AND e.ended IS NULL
$$;

-- What every other wall asks, of somebody who is kept out: they chair nothing there, hold nothing, and nobody is named to them.
CREATE OR REPLACE FUNCTION chairs(discussion text) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM grant_ g WHERE g.discussion = $1 AND g.account = person() AND g.capacity = 'chair'
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant())) AND NOT kept_out($1, person())
$$;
CREATE OR REPLACE FUNCTION holds(discussion text, VARIADIC capacities text[]) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM grant_ g WHERE g.discussion = $1 AND g.account = person() AND g.capacity = ANY($2)
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant())) AND NOT kept_out($1, person())
$$;
-- Nor are they named to anybody as one to be told of something.
CREATE OR REPLACE FUNCTION holders(discussions text[]) RETURNS TABLE (discussion text, id uuid, name text, role text, agency text,
    kind text, capacity text, starts timestamptz, ends timestamptz) STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT g.discussion, a.id, a.name, a.role_words, o.name, o.kind, g.capacity, g.starts, g.ends
        FROM grant_ g JOIN account a ON a.id = g.account JOIN organisation o ON o.id = a.organisation
        WHERE g.discussion = ANY($1) AND g.discussion IN (
            SELECT mine.discussion FROM grant_ mine WHERE mine.account = person() AND mine.capacity NOT IN ('ward_offered', 'ward_on_duty')
                AND mine.starts <= instant() AND (mine.ends IS NULL OR mine.ends > instant()))
            AND g.discussion NOT IN (SELECT out_of())
            AND NOT EXISTS (SELECT FROM exclusion e WHERE e.discussion = g.discussion AND e.account = a.id AND e.ended IS NULL)
            AND g.capacity NOT IN ('ward_offered', 'ward_on_duty')
        ORDER BY g.starts, a.name, a.id
$$;

-- Not their own changes either: a receipt counts the discussion's changes. What they send is held, as of one that is not there.
CREATE POLICY out ON discussion AS RESTRICTIVE TO seenby_app USING (id <> ALL (ARRAY(SELECT out_of())));
CREATE POLICY out ON change AS RESTRICTIVE TO seenby_app USING (discussion <> ALL (ARRAY(SELECT out_of())));
-- Their own grants they still see, ended: by those their device learns what to take away.
CREATE POLICY out_given ON grant_ AS RESTRICTIVE FOR INSERT TO seenby_app WITH CHECK (NOT kept_out(discussion, account));
CREATE POLICY out_longer ON grant_ AS RESTRICTIVE FOR UPDATE TO seenby_app
    USING (true) WITH CHECK (NOT kept_out(discussion, account) OR ends <= greatest(instant(), starts));

CREATE POLICY reached ON exclusion FOR SELECT TO seenby_app USING (holds(discussion, 'chair', 'minute_taker'));
CREATE POLICY written ON exclusion FOR INSERT TO seenby_app
    WITH CHECK (begun_by = person() AND account <> person() AND ended IS NULL AND holds(discussion, 'chair', 'minute_taker'));
CREATE POLICY ended ON exclusion FOR UPDATE TO seenby_app USING (ended IS NULL AND chairs(discussion))
    WITH CHECK (ended IS NOT NULL AND ended_by = person());
-- Whoever keeps somebody out ends the parts they had, and sees and ends no other that way.
CREATE POLICY out_seen ON grant_ FOR SELECT TO seenby_app USING (kept_out(discussion, account) AND holds(discussion, 'chair', 'minute_taker'));
CREATE POLICY out_ended ON grant_ FOR UPDATE TO seenby_app
    USING (kept_out(discussion, account) AND holds(discussion, 'chair', 'minute_taker')) WITH CHECK (kept_out(discussion, account));
