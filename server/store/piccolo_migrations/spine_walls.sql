-- What the app may do, what nobody may undo, and who reaches which row (SECURITY.md section 3).
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'seenby_app') THEN CREATE ROLE seenby_app NOLOGIN; END IF;
    -- Where one address serves for both, its owner takes the lesser role at connecting. From PostgreSQL 16 a role's maker is
    -- its member without that right.
    IF NOT pg_has_role(current_user, 'seenby_app', CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN EXECUTE format('GRANT seenby_app TO %I', current_user); END IF;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, seenby_app;
GRANT USAGE ON SCHEMA public TO seenby_app;
GRANT SELECT, INSERT ON setting, procedure, change, held_change TO seenby_app;
GRANT SELECT, INSERT, UPDATE ON organisation, account, device, session, discussion, grant_, draft, sign_in_try TO seenby_app;
GRANT DELETE ON draft, sign_in_try TO seenby_app;
GRANT INSERT ON audit TO seenby_app;

CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION only_added_to();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON held_change FOR EACH ROW EXECUTE FUNCTION only_added_to();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION only_added_to();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON change EXECUTE FUNCTION only_added_to();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON held_change EXECUTE FUNCTION only_added_to();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON audit EXECUTE FUNCTION only_added_to();

-- Set for one transaction by store.as_person; nobody and no time outside it, so outside it no row is reached.
CREATE FUNCTION person() RETURNS uuid STABLE LANGUAGE sql
    AS $$ SELECT nullif(current_setting('seenby.person', true), '')::uuid $$;
CREATE FUNCTION instant() RETURNS timestamptz STABLE LANGUAGE sql
    AS $$ SELECT nullif(current_setting('seenby.now', true), '')::timestamptz $$;

-- These two read grant_ past its own policy, which could not ask about itself.
CREATE FUNCTION chairs(discussion text) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM grant_ g WHERE g.discussion = $1 AND g.account = person() AND g.capacity = 'chair'
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant()))
$$;
CREATE FUNCTION unclaimed(discussion text) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT NOT EXISTS (SELECT FROM grant_ g WHERE g.discussion = $1)
$$;

ALTER TABLE grant_ ENABLE ROW LEVEL SECURITY;
ALTER TABLE grant_ FORCE ROW LEVEL SECURITY;
DO $$ BEGIN EXECUTE format('CREATE POLICY reach ON grant_ FOR SELECT TO %I USING (true)', current_user); END $$;
CREATE POLICY own ON grant_ FOR SELECT TO seenby_app USING (account = person() OR chairs(discussion));
CREATE POLICY given ON grant_ FOR INSERT TO seenby_app
    WITH CHECK (granted_by = person() AND (chairs(discussion) OR (account = person() AND unclaimed(discussion))));
CREATE POLICY ended ON grant_ FOR UPDATE TO seenby_app USING (chairs(discussion)) WITH CHECK (chairs(discussion));

ALTER TABLE discussion ENABLE ROW LEVEL SECURITY;
ALTER TABLE discussion FORCE ROW LEVEL SECURITY;
CREATE POLICY reached ON discussion FOR SELECT TO seenby_app USING (id IN (
    SELECT g.discussion FROM grant_ g WHERE g.account = person()
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant())));
CREATE POLICY written ON discussion FOR UPDATE TO seenby_app USING (id IN (
    SELECT g.discussion FROM grant_ g WHERE g.account = person()
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant())));
CREATE POLICY opened ON discussion FOR INSERT TO seenby_app WITH CHECK (person() IS NOT NULL);

-- One's own changes stay reachable for their receipts; their words are sealed with a key that reach alone opens.
ALTER TABLE change ENABLE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
CREATE POLICY reached ON change FOR SELECT TO seenby_app
    USING (author = person() OR discussion IN (SELECT d.id FROM discussion d));
CREATE POLICY written ON change FOR INSERT TO seenby_app
    WITH CHECK (author = person() AND discussion IN (SELECT d.id FROM discussion d));

ALTER TABLE held_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE held_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reached ON held_change FOR SELECT TO seenby_app USING (person = person() OR chairs(discussion));
CREATE POLICY written ON held_change FOR INSERT TO seenby_app WITH CHECK (person = person());

ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON draft TO seenby_app USING (account = person()) WITH CHECK (account = person());
