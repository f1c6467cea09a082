"""A local procedure, readable: what it asks, how firmly, by when, and where it says so. Twin of `procedures.ts`."""

from collections.abc import Iterator
from typing import Any

from sync import rule_words
from sync.london import day_number
from sync.pages.device import problem
from sync.pages.inputs import Context, Inputs
from sync.pages.questions import id_of
from sync.pages.shell import shell
from sync.wording import full_day

Json = dict[str, Any]
# As much of the digest as a person can read out on the telephone.
VERSION_SHOWN = 8
# DOMAIN.md, status warning: what applies now, whatever a source was written under.
GUIDANCE = "Working Together 2026"
APPROVERS = 2
GROUPS = (
    ("holding", "Holding the discussion", ("trigger", "hold", "liaison")),
    ("seeing", "Seeing the child", ("seen_by",)),
    ("people", "Who takes part", ("participant", "attendance")),
    ("form", "Form and chair", ("form", "chair")),
    ("agenda", "Agenda and preparation", ("prepare", "question", "agenda")),
    ("decisions", "Decisions", ("outcome", "authoriser")),
    ("record", "The record", ("record", "gate", "query", "confidential")),
    ("afterwards", "Afterwards", ()),
)
SETTINGS = {
    "office_close": ("The office closes at", "Q-5"),
    "count_start_day": ("The day itself counts as the first working day", "Q-2"),
    "receipt_cutoff": ("What comes after this time counts as received on the next working day", "Q-3, Q-4"),
    "video_counts_as_face_to_face": ("A video meeting counts as face to face", "H-0.2"),
    "fallback_events": ("Where a start is not recorded, the earliest of", "settled reading 1"),
    "last_resort": ("Where none of those is recorded", "settled reading 1"),
}


def procedures(inputs: Inputs) -> Context:
    """Those in use here first, then earlier versions that a discussion still keeps."""
    current = inputs.get("current", [])
    known = inputs.get("procedures", {})
    shown = sorted(known, key=lambda digest: (digest not in current, known[digest]["title"], digest))
    return {
        "page": shell("procedures", "Local procedures", inputs),
        "procedures": [_listed(digest, known[digest], digest in current) for digest in shown],
    }


def procedure(inputs: Inputs) -> Context:
    digest = inputs.get("params", {}).get("procedure", "")
    found = inputs.get("procedures", {}).get(digest)
    if found is None:
        return problem(inputs)
    return {"page": shell("procedure", found["title"], inputs), **shown(digest, found)}


def shown(digest: str, found: Json) -> Context:
    """What a procedure says, without the page around it."""
    return {
        "title": found["title"],
        "source": _source(digest, found),
        "cautions": cautions(found),
        "groups": _groups(found),
        "silent": [found["silent"][key] for key in sorted(found["silent"])],
        "settings": [_setting(key, found["settings"][key], found["vocabulary"]) for key in sorted(found["settings"])],
        "without": [{"label": key, "text": found["context"][key]} for key in sorted(found["context"])],
    }


def cautions(found: Json) -> list[str]:
    """What must be known before anybody goes by it. Live only once two named people approved it."""
    source = found["source"]
    by = [name for name in source["reviewed_by"].replace(" and ", ",").split(",") if name.strip()]
    if not source["reviewed_on"] or not by:
        said = ["Not reviewed: not approved for live use."]
    elif len(by) < APPROVERS:
        said = [f"Reviewed {dated(source['reviewed_on'])} by {source['reviewed_by']} alone: not approved for live use."]
    else:
        said = []
    if GUIDANCE not in source["cites_guidance"]:
        under = f"names {source['cites_guidance']}" if source["cites_guidance"] else "names no national guidance"
        said.append(f"{GUIDANCE} now applies. This source {under}: where the two differ, ask.")
    return said


def href(digest: str, rule: str = "") -> str:
    """The page of a procedure, at a rule where one is named."""
    return f"/procedures/{digest}{rule and '#'}{rule and anchor(rule)}"


def anchor(rule: str) -> str:
    return f"rule-{id_of(rule)}"


def group_of(effect: str) -> str:
    """The id of the group a rule of this effect stands in."""
    return next((name for name, _, effects in GROUPS if effect in effects), GROUPS[-1][0])


def dated(written: str) -> str:
    """As a day, or a month, where the file gives one; what it says otherwise is said as it is."""
    if day_number(f"{written}-01") is not None:
        return " ".join(full_day(f"{written}-01").split()[-2:])
    return full_day(written) if day_number(written) is not None else written


def _listed(digest: str, found: Json, current: bool) -> Context:  # noqa: FBT001
    source = found["source"]
    return {
        "href": href(digest),
        "title": found["title"],
        "lines": [
            {"label": "Dated", "text": dated(source["date"]) or "Not known"},
            {"label": "Rules", "text": str(len(found["rules"]))},
            {"label": "Version", "text": digest[:VERSION_SHOWN]},
        ],
        "earlier": "" if current else "An earlier version, kept while a discussion uses it.",
        "caution": " ".join(cautions(found)[:1]),
    }


def _source(digest: str, found: Json) -> list[Context]:
    source = found["source"]
    reviewed = f"{dated(source['reviewed_on'])}, {source['reviewed_by']}" if source["reviewed_on"] else "Not reviewed"
    said = (
        ("Written from", source["name"]),
        ("Dated", dated(source["date"])),
        ("National guidance it names", source["cites_guidance"]),
        ("Reviewed", reviewed),
        ("Version", digest[:VERSION_SHOWN]),
        ("File", source["file"]),
    )
    return [{"label": label, "text": text or "Not known"} for label, text in said]


def _groups(found: Json) -> list[Context]:
    rules = list(_rules(found))
    made = [
        {"id": name, "heading": heading, "asks": [shown for group, shown in rules if group == name]}
        for name, heading, _ in GROUPS
    ]
    return [group for group in made if group["asks"]]


def _rules(found: Json) -> Iterator[tuple[str, Context]]:
    """Each with the group it stands in. The first of several of one id is where a link to that id leads."""
    seen: set[str] = set()
    for rule in found["rules"]:
        yield (
            group_of(rule["effect"]),
            {
                "anchor": "" if rule["id"] in seen else anchor(rule["id"]),
                "title": rule["title"],
                "force": rule_words.FORCES.get(rule["force"], rule["force"]),
                "lines": rule_words.lines(rule, found),
                "cite": f"{rule['id']}, line {rule['cite']['line']}",
                "file": rule["cite"]["source"],
            },
        )
        seen.add(rule["id"])


def _setting(key: str, value: Any, vocabulary: Json) -> Context:
    label, reading = SETTINGS.get(key, (key.replace("_", " ").capitalize(), ""))
    return {"label": label, "text": _chosen(value, vocabulary["events"]), "reading": reading}


def _chosen(value: Any, events: Json) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return rule_words.listed([_chosen(one, events) for one in value], "or") if value else "Nothing"
    if isinstance(value, str) and value in events:
        return f"when {events[value]}"
    return "Not used" if value == "none" else str(value)
