"""Every sentence in which a procedure file is refused has a case here or in its neighbours, and none is left over."""

import pytest

from server.domain.procedure import examine
from tests.domain import test_procedure, test_procedure_faults
from tests.domain.fault_templates import templates
from tests.procedures.north import HEAD, RULE

NORTH = HEAD + RULE
ANCHOR = 'anchor = { discussion = "date" }'
DUTY = """
[[rule]]
id = "N-2"
line = 5
title = "Somebody takes part"
effect = "participant"
force = "should"
who = "police"
"""
OUTCOME = DUTY.replace("participant", "outcome").replace('who = "police"', 'outcomes = [{ value = "a", words = "b" }]')


def with_when(condition: str) -> str:
    return f"{NORTH}when = {condition}\n"


def with_anchor(start: str) -> str:
    return NORTH.replace(ANCHOR, f"anchor = {start}")


def with_stop(stop: str) -> str:
    return f"{NORTH}stop = {stop}\n"


# A file -> what its sentence says, from its first word on.
CASES = {
    "no rules": (HEAD, "the file has no rules."),
    "no table of words": (NORTH.replace("[source]", "silent = 1\n[source]"), '[silent]: write each as name = "what'),
    "no word in a table": (f"{NORTH}[silent]\nseen_by = 1\n", "[silent] seen_by: write it as name ="),
    "no source": ("id = 'x'\ntitle = 'x'\n" + RULE, "the file has no [source]."),
    "a source that says more": (NORTH.replace("[source]", "[source]\ndates = 1"), "[source] has 'dates', which means"),
    "settings that are no table": (NORTH.replace("[source]", "settings = 1\n[source]"), "[settings] is not a table."),
    "facts that are no table": (NORTH.replace("[source]", "facts = 1\n[source]"), "[facts]: write each as name = {"),
    "a fact of nobody": (f'{NORTH}[facts]\nx = {{ of = "adult", words = "x" }}\n', "[facts] x: write it as {"),
    "conditions too deep": (
        with_when("{ any = [" * 12 + '"cse"' + "] }" * 12),
        "rule N-1: one thing stands inside another",
    ),
    "lists too deep": (f"{HEAD}x = {'[' * 5000}{']' * 5000}\n", "this is not TOML: one thing stands inside another"),
    "a recipient of nothing": (
        f'{NORTH}per = "recipient"\n'.replace('per = "child"\n', ""),
        'per = "recipient" starts',
    ),
    "a call of no discussion": (
        with_anchor('{ event = "icpc_held" }').replace('"child"', '"call"'),
        'per = "call" starts from the calls.',
    ),
    "a further discussion of a child": (
        with_anchor('{ follow_up = "sd_decided" }'),
        "a further discussion is held for",
    ),
    "beneath that is no event": (f'{NORTH}beneath = {{ discussion = "date" }}\n', "beneath is not understood."),
    "an agreement about a number": (
        f'{NORTH}agreed_by = "icpc_agreed"\n',
        "agreed_by belongs to a limit that is agreed.",
    ),
    "no condition": (with_when("1"), "when is not understood."),
    "an unknown condition": (with_when('{ anny = ["cse"] }'), "when: 'anny' means nothing here. Did you mean 'any'?"),
    "before that belongs to no event": (
        with_when('{ any = ["cse"], before = "first_call" }'),
        "when: 'before' means nothing here. Use any.",
    ),
    "an unknown call": (with_when('{ call = "letter" }'), 'when: the only call is "telephone".'),
    "an age that is none": (with_when("{ aged_at_least = 99 }"), "when: aged_at_least is not a number, 1 to 25."),
    "an unknown child": (with_when('{ child = "grown" }'), 'when: the only child is "unborn".'),
    "who that is nobody": (NORTH + DUTY.replace('"police"', "1"), "who is not understood."),
    "questions that are none": (
        NORTH + DUTY.replace("participant", "question").replace('who = "police"', "questions = [1]"),
        "questions is not a list of sentences.",
    ),
    "an outcome without words": (NORTH + OUTCOME.replace(', words = "b"', ""), "outcomes: write each as {"),
    "school holidays that are no table": (f"school_holidays = 1\n{NORTH}", "[school_holidays] is not a table."),
    "a start from no rule": (with_anchor('{ missed = "N-0" }'), "anchor: no rule N-0 with a date stands above it."),
    "a start from what is no id": (
        with_anchor("{ missed = 1 }"),
        "anchor: missed is not a word. Write the id of a rule",
    ),
    "a start from no kind": (with_anchor('{ missed = "N-0", kind = 1 }'), "anchor: kind is not a word."),
    "the earliest of nothing": (with_anchor("{ earliest = [] }"), "anchor: earliest has nothing in it."),
    "a start before what is no call": (
        with_anchor('{ event = "icpc_held", before = "x" }'),
        'anchor: the only before is "first_call".',
    ),
    "all of nothing": (with_anchor('{ discussion = "date", complete = true }'), "anchor: complete needs carrying ="),
    "carrying what is no list": (with_anchor('{ discussion = "date", carrying = 1 }'), "carrying is not a list."),
    "a flag that is none": (
        with_anchor('{ discussion = "date", complete = 1 }'),
        "complete is neither true nor false.",
    ),
    "seen by nobody": (with_stop("{ seen_by = [] }"), "stop: seen_by names nobody."),
    "seen by somebody else": (with_stop('{ seen_by = ["neighbour"] }'), "stop: nobody is called 'neighbour'."),
    "met by nothing of several": (with_stop("{ any = [] }"), "stop: any has nothing in it."),
    "met after what is no start": (
        with_stop('{ event = "icpc_held", after = "x" }'),
        'stop: the only after is "start".',
    ),
    "sent to somebody else": (with_stop('{ event = "icpc_held", to = "me" }'), 'stop: the only to is "everyone".'),
    "met too often": (with_stop('{ event = "icpc_held", times = 0 }'), "stop: times is not a number, 1 to 100."),
    "a time of day for hours": (
        NORTH.replace("working_days", "hours") + 'until = "12:00"\n',
        "until is a time of day: it",
    ),
    "no time of day": (f'{NORTH}until = "noon"\n', "until is 'noon', which is not a time of day."),
    "a choice that nobody makes": (
        f'{NORTH}alternatives = [{{ choice = "a", unit = "same_day" }}]\n',
        "alternatives and chosen_by go together",
    ),
    "an alternative without a name": (f"{NORTH}alternatives = [{{ unit = 1 }}]\n", "alternatives: write each as {"),
    "an alternative from a discussion": (
        f'{NORTH}alternatives = [{{ choice = "a", unit = "same_day", {ANCHOR} }}]\n',
        "alternatives: the anchor of one is {",
    ),
    "a date that is no text": (
        NORTH.replace('date = "', 'date = 2026-02-03 # "'),
        "[source] date is not a text in quotes.",
    ),
    "a visit that is not before": (f'{NORTH}kind = "not_before"\n', "kind not_before does not go with effect seen_by."),
    "not before what is no time": (
        NORTH.replace("seen_by", "gate").replace('"working_days"\namount = 2', '"asap"')
        + 'kind = "not_before"\nbefore = "icpc_held"\nstop = { event = "icpc_held" }\n',
        "kind not_before says from when something may be done",
    ),
    "counted back from no number": (
        NORTH.replace('unit = "working_days"\namount = 2', 'unit = "same_day"\nback = true'),
        "back counts back from the start",
    ),
    "why that is no words": (f"{NORTH}why = 1\n", "why is not words."),
}


def sentences(text: str) -> list[str]:
    return [str(fault) for fault in examine(text)[1]]


@pytest.mark.parametrize(("text", "sentence"), CASES.values(), ids=CASES)
def test_it_is_refused_in_this_sentence(text: str, sentence: str) -> None:
    assert any(sentence in said for said in sentences(text)), sentences(text)


def test_no_sentence_is_left_without_a_case() -> None:
    told = [said for text, _ in CASES.values() for said in sentences(text)]
    told += [said for text in test_procedure.spoiled_each_way() for said in sentences(text)]
    told += [said for text in test_procedure_faults.spoiled_each_way() for said in sentences(text)]
    left = {place: like.pattern for place, like in templates().items() if not any(map(like.search, told))}
    assert left == {}, f"Write a case in {__file__} for each."
