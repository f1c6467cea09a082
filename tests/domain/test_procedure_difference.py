"""What one procedure says and another does not, in words; and the dates that would be others."""

from typing import Any

import pytest

from server.domain import procedure_difference
from server.domain.calendar import england
from server.domain.procedure import compile_procedure, load_builtin
from server.domain.procedure_dates import dates
from tests.procedures.north import HEAD, RULE

TEXT = HEAD + RULE
CASE: dict[str, Any] = {
    "children": [{"id": "c1", "dob": "2019-05-02"}],
    "events": [{"type": "sd_contact", "mode": "phone", "at": "2026-04-16T10:00:00+01:00"}],
}
NOW = "2026-04-16T12:00:00+01:00"


def compiled(text: str) -> dict[str, Any]:
    return compile_procedure(text, "n.toml")


def changes(old: str, new: str) -> list[str]:
    before, after = compiled(TEXT), compiled(TEXT.replace(old, new, 1))
    assert before["version"] != after["version"]
    return [*procedure_difference.rules(before, after), *procedure_difference.rest(before, after)]


CHANGES = {
    "amount": ("amount = 2", "amount = 5", "N-1: within 5 working days, was within 2 working days."),
    "unit": (
        'unit = "working_days"\namount = 2',
        'unit = "same_day"',
        "N-1: on the same day, was within 2 working days.",
    ),
    "force": ('"must"', '"may"', "N-1: may, was must."),
    "title": ("See the child", "Visit", "N-1: “Visit”, was “See the child”."),
    "line": ("line = 4", "line = 5", "N-1: none, line 5, was none, line 4."),
    "start": (
        '{ discussion = "date" }',
        '{ event = "child_seen" }',
        (
            "N-1: By when: Within 2 working days, counted from when the child was seen; "
            "was: Within 2 working days, counted from the day of the discussion."
        ),
    ),
    "condition": (
        "amount = 2",
        'amount = 2\nwhen = "cse"',
        "N-1: Applies: If sexual exploitation is recorded; was: Always.",
    ),
    "what meets it": (
        "amount = 2",
        'amount = 2\nstop = { seen_by = ["police"] }',
        "N-1: stop: seen by police; was: seen by social worker, lead social worker.",
    ),
    "reviewer": ('reviewed_by = ""', 'reviewed_by = "A. Lead"', "[source] reviewed_by: A. Lead; was: nothing."),
    "name of a role": ("[[rule]]", '[roles]\ngp = "Doctor"\n[[rule]]', "Role gp: Doctor; was: GP."),
}


@pytest.mark.parametrize(("old", "new", "sentence"), CHANGES.values(), ids=CHANGES)
def test_each_change_has_its_sentence(old: str, new: str, sentence: str) -> None:
    assert changes(old, new) == [sentence]


def test_a_rule_that_came_and_one_that_went_are_said_whole() -> None:
    start = "2 working days, counted from the day of the discussion. Applies: Always."
    assert changes('id = "N-1"', 'id = "N-2"\nkind = "usual"') == [
        f"N-2 (usual) is new. Must: See the child. By when: Usually within {start}",
        f"N-1 is gone. Must: See the child. By when: Within {start}",
    ]


def test_a_procedure_differs_in_nothing_from_itself() -> None:
    for procedure in load_builtin().values():
        assert procedure_difference.rules(procedure, procedure) == procedure_difference.rest(procedure, procedure) == []
        assert dates(procedure, procedure, CASE, england(), NOW) == []


def test_whatever_changes_in_a_rule_is_said() -> None:
    """Every key of every rule of every file, changed to something else: never silence."""
    for procedure in load_builtin().values():
        for number, rule in enumerate(procedure["rules"]):
            for key in rule.keys() & {"stop", "beneath", "per", "why", "cite", "when", "to", "by", "paper", "contents"}:
                rules = [*procedure["rules"]]
                rules[number] = {**rule, key: {"source": "x", "line": 1} if key == "cite" else None}
                if rules[number] != rule:
                    assert procedure_difference.rules({**procedure, "rules": rules}, procedure), (rule["id"], key)


def test_a_date_that_would_be_another_is_said_with_its_rule_and_child() -> None:
    other = compiled(TEXT.replace("amount = 2", "amount = 3"))
    assert dates(compiled(TEXT), other, CASE, england(), NOW) == [
        "N-1 (c1): Tuesday 21 April 2026, was Monday 20 April 2026."
    ]


def test_a_rule_that_goes_takes_its_date_with_it() -> None:
    other = compiled(
        TEXT.replace("N-1", "N-2").replace('unit = "working_days"\namount = 2', 'unit = "hours"\namount = 6')
    )
    assert dates(compiled(TEXT), other, CASE, england(), NOW) == [
        "N-2 (c1): Thursday 16 April 2026, 4pm, was no date.",
        "N-1 (c1): no date, was Monday 20 April 2026.",
    ]


def test_a_setting_moves_dates_too() -> None:
    other = compiled(TEXT.replace("[source]", "[settings]\ncount_start_day = true\n[source]"))
    assert dates(compiled(TEXT), other, CASE, england(), NOW) == [
        "N-1 (c1): Friday 17 April 2026, was Monday 20 April 2026."
    ]
