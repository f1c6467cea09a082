"""A file with many faults has them all told, each with its line; what is legal and hardly meant is doubted."""

from pathlib import Path

import pytest

from server.domain.procedure import FOLDER, compile_procedure, examine
from server.domain.procedure_doubts import doubts
from server.domain.procedure_lines import line_of
from tests.procedures.north import HEAD, RULE

MANY = HEAD.replace('title = "North"', "colour = 1") + RULE.replace('"must"', '"mst"').replace(
    "amount = 2", "amount = 0"
)


def told(text: str) -> list[tuple[int, str]]:
    return [(line_of(text, fault.place), str(fault)) for fault in examine(text)[1]]


def spoiled_each_way() -> list[str]:
    near = [(HEAD + RULE).replace(old, new, 1) for old, new, _ in NEAR.values()]
    return near + [(HEAD + RULE + HOLIDAYS).replace(old, new) for old, new, _ in NO_HOLIDAY.values()]


def doubted(text: str) -> list[tuple[int, str]]:
    return [(line_of(text, doubt.place), str(doubt)) for doubt in doubts(compile_procedure(text, "n.toml"))]


def test_every_fault_of_a_file_is_told_at_once_with_its_line() -> None:
    assert [(line, sentence.partition(".")[0]) for line, sentence in told(MANY)] == [
        (2, "the file has 'colour', which means nothing here"),
        (1, "the file has no title"),
        (18, "rule N-1: force is 'mst'"),
        (20, "rule N-1: it has no amount"),
    ]


def test_the_second_rule_s_fault_stands_on_the_second_rule_s_line() -> None:
    text = HEAD + RULE + RULE.replace("N-1", "N-2").replace("line = 4\n", "")
    assert told(text) == [(23, "rule N-2: it cites no line. Write line = the line of the source it comes from.")]


def test_a_rule_written_inside_a_long_text_is_no_rule() -> None:
    text = HEAD + RULE.replace('title = "See the child"', 'title = """\n[[rule]]\nSee"""') + "colour = 1\n"
    assert told(text)[0][0] == 24


def test_a_table_at_the_top_that_means_nothing_is_found_by_its_header() -> None:
    line, sentence = told(HEAD + RULE + '[setings]\noffice_close = "17:00"\n')[0]
    assert line == 22
    assert sentence.startswith(
        "the file has 'setings', which means nothing here. Did you mean 'settings'? Use context,"
    )


def test_text_that_is_no_toml_has_the_line_the_reader_stopped_at() -> None:
    assert told(HEAD + "\n[[rule]\n")[0][0] == 12


NEAR = {
    "setting": ("[source]", '[settings]\noffice_clse = "17:00"\n[source]', "Did you mean 'office_close'?"),
    "fact": ("anchor =", 'when = "actual_harms"\nanchor =', "Did you mean 'actual_harm'?"),
    "key of a rule": ("amount =", "amonut = 2\namount =", "Did you mean 'amount'?"),
    "key of an anchor": ('"date" }', '"date", wich = "last" }', "Did you mean 'which'?"),
    "word": ('"working_days"', '"working_day"', "Did you mean 'working_days'?"),
}


@pytest.mark.parametrize(("old", "new", "near"), NEAR.values(), ids=NEAR)
def test_a_near_miss_is_asked_about(old: str, new: str, near: str) -> None:
    [(_, sentence)] = told((HEAD + RULE).replace(old, new, 1))
    assert near in sentence


def test_a_sentence_is_one_line_whatever_the_file_holds() -> None:
    [(_, sentence)] = told(HEAD + RULE.replace('"must"', '"a\\nb\\u001b[31m\\u2028c"'))
    assert sentence.isprintable()


DOUBTS = {
    "event nobody uses": (HEAD + '[events]\npanel_met = "the panel met"\n' + RULE, 12, "no rule uses it"),
    "role nobody uses": (HEAD + '[roles]\nmidwifry = "Midwife"\n' + RULE, 12, "Did you mean 'midwifery'?"),
    "fact no page asks for": (
        HEAD + '[facts]\ntravelling = { of = "child", words = "plan" }\n' + RULE + 'when = "travelling"\n',
        12,
        "no page of Seenby asks for it yet",
    ),
    "fact that is known": (
        HEAD + '[facts]\nactual_harm = { of = "child", words = "hurt" }\n' + RULE + 'when = "actual_harm"\n',
        12,
        "Seenby knows this fact",
    ),
    "id that is context too": (HEAD + '[context]\nN-1 = "only history"\n' + RULE, 15, "it stands under [context] too"),
    "visit to no child": (HEAD + RULE.replace('per = "child"\n', ""), 12, "a visit is to one child"),
    "visit of no social worker": (HEAD + RULE + 'stop = { seen_by = ["police"] }\n', 22, "no social worker's visit"),
    "met by its own start": (
        HEAD + RULE.replace('discussion = "date"', 'event = "icpc_held"') + 'stop = { event = "icpc_held" }\n',
        22,
        "nobody can miss it",
    ),
    "each time met by what started it": (
        HEAD
        + RULE.replace('discussion = "date"', 'event = "s47_initiated", repeat = "child_seen"')
        + 'stop = { any = [{ event = "child_seen" }, { event = "s47_completed", after = "start" }] }\n',
        22,
        "each time starts a clock and meets it",
    ),
    "the second enquiry met by the first": (
        HEAD
        + RULE.replace('"date"', '"date", carrying = ["s47_initiated"], by_enquiry = true')
        + 'stop = { event = "icpc_held" }\n',
        22,
        "meets the next one too",
    ),
    "met before it starts": (HEAD + RULE + 'stop = { call = "first" }\n', 21, "nobody can miss it"),
    "never": (
        HEAD + RULE + 'when = { all = ["actual_harm", { known_no = "actual_harm" }] }\n',
        22,
        "when can never be so",
    ),
    "usual beyond the most": (
        HEAD + RULE + RULE.replace("amount = 2", 'amount = 3\nkind = "usual"'),
        31,
        "usually 3, at most 2",
    ),
    "two full stops": (HEAD + RULE + 'why = "Somebody said so."\n', 22, "ends with a full stop"),
}


@pytest.mark.parametrize(("text", "line", "sentence"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_legal_and_hardly_meant_is_doubted_on_its_line(text: str, line: int, sentence: str) -> None:
    [(found, said)] = doubted(text)
    assert (found, sentence in said) == (line, True), said


HOLIDAYS = """
[school_holidays]
"2026/27" = [{ from = 2026-12-21, to = 2027-01-04 }, { from = 2026-10-26, to = 2026-10-30 }]
"2027/28" = []
"""
NO_HOLIDAY = {
    "no table": (HOLIDAYS, "\n", "[school_holidays] is not a table"),
    "no school year": ("2027/28", "2027/29", "'2027/29' is no school year. Write it like \"2026/27\"."),
    "no list": ("= []", "= 1", "2027/28 is not a list."),
    "no holiday": ("2026-10-26", '"Monday"', "2026/27 has what is no holiday. Write { from = 2026-10-26,"),
    "a time": ("2026-10-26", "2026-10-26T09:00:00", "2026/27 has what is no holiday."),
    "another key": ("to = 2026", "until = 2026", "2026/27 has what is no holiday."),
    "ends before it begins": ("2027-01-04", "2026-01-04", "ends before it begins, or is too long"),
    "too long": ("2027-01-04", "2027-05-04", "ends before it begins, or is too long"),
    "another year": ("2026-10-26, to = 2026-10-30", "2025-10-26, to = 2025-10-30", "is of another school year"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), NO_HOLIDAY.values(), ids=NO_HOLIDAY)
def test_a_school_holiday_that_is_none_has_its_sentence(old: str, new: str, sentence: str) -> None:
    text = (HEAD + RULE + HOLIDAYS).replace(old, new)
    [(line, said)] = told("school_holidays = 1\n" + text if new == "\n" else text)
    assert sentence in said
    assert line == 1 if new == "\n" else line in (24, 25)


def test_school_holidays_are_compiled_in_the_order_of_their_days() -> None:
    assert compile_procedure(HEAD + RULE + HOLIDAYS, "n.toml")["school_holidays"] == {
        "2026/27": [{"from": "2026-10-26", "to": "2026-10-30"}, {"from": "2026-12-21", "to": "2027-01-04"}],
        "2027/28": [],
    }


def test_a_rule_that_turns_on_school_holidays_is_doubted_while_none_is_listed() -> None:
    text = HEAD + RULE + 'when = "school_holidays"\n'
    [(line, said)] = doubted(text)
    assert (line, "[school_holidays] lists none" in said) == (22, True)
    assert doubted(text + HOLIDAYS) == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_of_the_files_that_come_with_seenby_only_what_no_page_asks_for_is_doubted(file: Path) -> None:
    found = doubted(file.read_text(encoding="utf-8"))
    known = ("no page of Seenby", "[school_holidays] lists none")
    assert [said for _, said in found if not any(words in said for words in known)] == []
