"""Who should be in the discussion, which rule asks for each, and who was: there, missing, or only a report.

Twin of `roster.ts` over `vectors/roster.json`. Who attends and takes part counts, and nobody else does, unless the
procedure says a report will do (DOMAIN.md H-6.1). Where nobody recorded who was there, nobody is called missing.
"""

from typing import Any

Json = dict[str, Any]
MISSING, REPORT, THERE = 0, 1, 2
STATES = ("missing", "report_only", "there")
# Whoever holds the first may speak for the others too.
ALSO = {
    "lead_social_worker": ("social_worker", "social_care"),
    "social_worker": ("social_care",),
    "team_manager": ("social_care_manager", "social_care"),
    "social_care_manager": ("social_care",),
    "police_sergeant": ("police",),
    "police_child_abuse_lead": ("police_sergeant", "police"),
    "medical_consultant": ("clinician", "health"),
    "senior_ward_nurse": ("clinician", "health"),
    "paediatrician": ("clinician", "health"),
    "examining_doctor": ("clinician", "health"),
    "medical_paediatrician": ("examining_doctor", "paediatrician", "clinician", "health"),
    "clinician": ("health",),
    "midwifery": ("health",),
    "gp": ("health",),
    "health_services": ("health",),
    "child_assessment_unit": ("health",),
}


def people_of(doc: Json, roles: Json) -> list[Json]:
    """Those whom the discussion names: `{name, agency, role_words, roles, there, report}`; `roles` are the ids that
    what is written of them fits, none where it fits none."""
    found = []
    for path in sorted(doc["leaves"]):
        steps = path.split(".")
        if len(steps) == 3 and steps[0] == "people" and steps[2] == "seat":
            seat = doc["leaves"][path]["value"] or {}
            invited = (doc["leaves"].get(f"people.{steps[1]}.invited") or {}).get("value") or {}
            attended = (doc["leaves"].get(f"people.{steps[1]}.attended") or {}).get("value") or []
            found.append(
                {
                    "name": seat.get("name", ""),
                    "agency": seat.get("agency", ""),
                    "role_words": seat.get("role", ""),
                    "roles": _roles(seat.get("role", ""), roles),
                    "there": bool(attended),
                    "report": bool(invited.get("report")),
                }
            )
    return found


def roster(duties: list[Json], people: list[Json]) -> list[Json]:
    """One row for each rule that asks for somebody, the duty with `state` and `asked`: each role it names, the state of
    it, and who. The state is `not_recorded` where nobody's attendance or report is."""
    recorded = any(one["there"] or one["report"] for one in people)
    enough = REPORT if any(one.get("counts") == "took_part_or_reported" for one in duties) else THERE
    rows = []
    for duty in duties:
        if duty["effect"] == "participant":
            rank = _rank(duty["who"], people, enough)
            asked = [_asked(role, people, enough, recorded) for role in dict.fromkeys(_names(duty["who"]))]
            rows.append(duty | {"state": STATES[rank] if recorded else "not_recorded", "asked": asked})
    return rows


def quorum(rows: list[Json]) -> str:
    """`none` where no rule sets one; `not_recorded`; `met` only if everybody it needs was there, else `not_met`."""
    needed = [row["state"] for row in rows if row["quorum"] and row["applies"] == "yes"]
    if not needed:
        return "none"
    if "not_recorded" in needed:
        return "not_recorded"
    return "met" if all(state == "there" for state in needed) else "not_met"


def _roles(words: str, roles: Json) -> list[str]:
    said = words.strip().lower()
    own = [role for role in sorted(roles) if said and said in (roles[role].lower(), role.replace("_", " "))]
    return list(dict.fromkeys([*own, *(other for role in own for other in ALSO.get(role, ()))]))


def _rank(node: Json, people: list[Json], enough: int) -> int:
    if "role" in node:
        ranks = [_of(one, enough) for one in people if node["role"] in one["roles"]]
        return max(ranks, default=MISSING)
    choose = min if "all" in node else max
    return choose(_rank(part, people, enough) for part in (node.get("all") or node["any"]))


def _of(person: Json, enough: int) -> int:
    if person["there"] or (person["report"] and enough == REPORT):
        return THERE
    return REPORT if person["report"] else MISSING


def _names(node: Json) -> list[str]:
    if "role" in node:
        return [node["role"]]
    return [name for part in (node.get("all") or node["any"]) for name in _names(part)]


def _asked(role: str, people: list[Json], enough: int, recorded: bool) -> Json:  # noqa: FBT001
    state = STATES[_rank({"role": role}, people, enough)] if recorded else "not_recorded"
    return {"role": role, "state": state, "who": [one["name"] for one in people if role in one["roles"]]}
