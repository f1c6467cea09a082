-- A ward hands itself over: whoever has a part may offer it to a nurse, who accepts for herself. No other part is given so.
CREATE FUNCTION holds(discussion text, VARIADIC capacities text[]) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM grant_ g WHERE g.discussion = $1 AND g.account = person() AND g.capacity = ANY($2)
        AND g.starts <= instant() AND (g.ends IS NULL OR g.ends > instant()))
$$;
CREATE POLICY ward_offered ON grant_ FOR INSERT TO seenby_app WITH CHECK (
    granted_by = person() AND capacity = 'ward_offered' AND ends IS NOT NULL
    AND holds(discussion, 'chair', 'minute_taker', 'participant', 'edt', 'ward_on_duty'));
CREATE POLICY ward_accepted ON grant_ FOR INSERT TO seenby_app WITH CHECK (
    granted_by = person() AND account = person() AND capacity = 'ward_on_duty' AND ends IS NOT NULL
    AND holds(discussion, 'ward_offered'));
-- Who offers or accepts ends the parts that theirs take the place of, and sees no other grant.
CREATE POLICY ward_seen ON grant_ FOR SELECT TO seenby_app USING (
    capacity IN ('ward_offered', 'ward_on_duty')
    AND holds(discussion, 'chair', 'minute_taker', 'participant', 'edt', 'ward_on_duty', 'ward_offered'));
CREATE POLICY ward_ended ON grant_ FOR UPDATE TO seenby_app
    USING (capacity = 'ward_offered' AND holds(discussion, 'chair', 'minute_taker', 'participant', 'edt', 'ward_on_duty', 'ward_offered')
        OR capacity = 'ward_on_duty' AND holds(discussion, 'ward_offered', 'ward_on_duty'))
    WITH CHECK (capacity IN ('ward_offered', 'ward_on_duty') AND ends IS NOT NULL);
