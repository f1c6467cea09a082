-- Who has or had a part, and when: for whoever has one now, and not for a ward on duty, which holds no record.
CREATE FUNCTION holders(discussions text[]) RETURNS TABLE (discussion text, id uuid, name text, role text, agency text,
    kind text, capacity text, starts timestamptz, ends timestamptz) STABLE LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT g.discussion, a.id, a.name, a.role_words, o.name, o.kind, g.capacity, g.starts, g.ends
        FROM grant_ g JOIN account a ON a.id = g.account JOIN organisation o ON o.id = a.organisation
        WHERE g.discussion = ANY($1) AND g.discussion IN (
            SELECT mine.discussion FROM grant_ mine WHERE mine.account = person() AND mine.capacity NOT IN ('ward_offered', 'ward_on_duty')
                AND mine.starts <= instant() AND (mine.ends IS NULL OR mine.ends > instant()))
            AND g.capacity NOT IN ('ward_offered', 'ward_on_duty')
        ORDER BY g.starts, a.name, a.id
$$;
