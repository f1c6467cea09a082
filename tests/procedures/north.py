"""The smallest invented procedure, for tests that spoil or change it."""

HEAD = """id = "north"
title = "North"

[source]
name = "North note"
file = "none"
date = "2026-01-01"
cites_guidance = ""
reviewed_on = ""
reviewed_by = ""
"""
RULE = """
[[rule]]
id = "N-1"
line = 4
title = "See the child"
effect = "seen_by"
per = "child"
force = "must"
unit = "working_days"
amount = 2
anchor = { discussion = "date" }
"""
