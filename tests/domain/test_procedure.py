"""A procedure file loads whole or not at all, and every fault has its sentence: file, rule, what to do."""

import json
from random import Random

import pytest

from server.domain.procedure import FOLDER, ProcedureError, compile_procedure, digest, load_builtin

TEXT = (FOLDER / "herefordshire.toml").read_text(encoding="utf-8")

FAULTS = {
    "no TOML": ("[source]", "[source", "h.toml: this is not TOML"),
    "unknown top key": ("id =", "colour = 1\nid =", "h.toml: the file has 'colour', which means nothing here."),
    "no title": ('title = "Herefordshire: strategy discussions and meetings"', "", "h.toml: the file has no title."),
    "source without name": ('name = "Herefordshire note"', "", "h.toml: [source] has no name."),
    "unknown setting": ("office_close =", "office_shut =", "h.toml: [settings] has 'office_shut'"),
    "setting of the wrong kind": (
        "count_start_day = false",
        "count_start_day = 1",
        "count_start_day is of the wrong kind",
    ),
    "no time of day": ('office_close = "17:00"', 'office_close = "5pm"', "office_close is '5pm', which is not a time"),
    "rule without id": ('id = "H-1.2"', "", "h.toml: rule number 3 has no id."),
    "rule without line": ("line = 18", "", "h.toml: rule H-1.2: it cites no line."),
    "rule without title": (
        'title = "Tell the referrer what is happening, as soon as possible"',
        "",
        "rule H-5.4: it has no",
    ),
    "unknown key": (
        'why = "Someone recorded that imm',
        'wy = "Someone recorded that imm',
        "rule H-1.4: 'wy' means nothing",
    ),
    "unknown effect": ('effect = "inform"', 'effect = "shout"', "rule H-5.4: effect is 'shout'. Use hold, liaison"),
    "unknown force": ('force = "must"', 'force = "ought"', "rule H-1.1: force is 'ought'. Use must, should, may."),
    "no unit": ('unit = "same_day"\nanchor = { ref', "anchor = { ref", None),
    "amount missing": ("amount = 5", "", "rule H-4.2: it has no amount. Write amount = the number of working days"),
    "amount nought": ("amount = 5", "amount = 0", "rule H-4.2: it has no amount."),
    "amount where none belongs": (
        'unit = "asap"',
        'unit = "asap"\namount = 2',
        "a limit in asap has no amount.",
    ),
    "unknown fact": ('when = "immediate_action_required"', 'when = "hurry"', "rule H-1.4: 'hurry' is not a fact."),
    "unless an event": (
        'when = "immediate_action_required"',
        'when = { unless = { event = "action_taken" } }',
        "rule H-1.4: when: unless is of facts only.",
    ),
    "unknown event": ('event = "referrer_informed"', 'event = "told"', "rule H-5.4: 'told' is not an event."),
    "empty any": (
        'any = ["organised_or_multiple", "allegation_staff_or_volunteer"]',
        "any = []",
        "any has nothing in it",
    ),
    "no anchor": ('anchor = { event = "referral_received" }', "", "rule H-5.4: it starts from nothing."),
    "unknown fallback": (
        'fallback = "holding" }\n\n[[rule]]\nid = "H-1.2"',
        'fallback = "x" }\n\n[[rule]]\nid = "H-1.2"',
        "fallback",
    ),
    "no stop": ('stop = { event = "referrer_informed" }', "", "rule H-5.4: nothing meets it."),
    "two alike": ('kind = "max"', 'kind = "usual"', "rule H-1.1: there are two of kind usual."),
}


NO_UNIT = ('unit = "same_day"', "", "rule H-1.2: unit is missing. Use hours, same_day")


def spoiled_each_way() -> list[str]:
    cases = [NO_UNIT if sentence is None else (old, new, sentence) for old, new, sentence in FAULTS.values()]
    return [TEXT.replace(old, new, 1) for old, new, _ in cases]


@pytest.mark.parametrize(("old", "new", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_has_its_sentence(old: str, new: str, sentence: str | None) -> None:
    if sentence is None:
        old, new, sentence = NO_UNIT
    assert old in TEXT
    with pytest.raises(ProcedureError) as refused:
        compile_procedure(TEXT.replace(old, new, 1), "h.toml")
    assert sentence in str(refused.value)


def test_the_version_is_the_digest_and_changes_with_one_number() -> None:
    one = compile_procedure(TEXT, "h.toml")
    other = compile_procedure(TEXT.replace("amount = 5", "amount = 6"), "h.toml")
    assert one["version"] == digest(one) == load_builtin()["herefordshire"]["version"]
    assert one["version"] != other["version"]


def test_a_comment_or_an_empty_line_does_not_change_the_version() -> None:
    assert compile_procedure(f"# note\n\n{TEXT}", "h.toml")["version"] == compile_procedure(TEXT, "h.toml")["version"]


def test_whether_video_is_face_to_face_is_the_procedure_s_choice() -> None:
    text = TEXT.replace('effect = "hold"', 'effect = "hold"\nstop = { call = "first", face_to_face = true }', 1)
    counted = text.replace("video_counts_as_face_to_face = false", "video_counts_as_face_to_face = true")
    assert compile_procedure(text, "h.toml")["rules"][0]["stop"]["modes"] == ["in_person"]
    assert compile_procedure(counted, "h.toml")["rules"][0]["stop"]["modes"] == ["in_person", "video"]


def test_compiled_is_plain_json() -> None:
    compiled = load_builtin()["herefordshire"]
    assert json.loads(json.dumps(compiled)) == compiled


def test_a_thousand_spoiled_files_are_read_or_refused_and_never_crash() -> None:
    random = Random(3)
    refused = [sentence for _ in range(1000) if (sentence := fault_of(spoiled(random)))]
    assert len(refused) > 250
    assert all(sentence.startswith("h.toml: ") for sentence in refused)


def fault_of(text: str) -> str:
    try:
        compile_procedure(text, "h.toml")
    except ProcedureError as fault:
        return str(fault)
    return ""


def spoiled(random: Random) -> str:
    lines = TEXT.splitlines()
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        key, equals, _ = lines[at].partition(" = ")
        other = random.choice(lines).partition(" = ")[2]
        values = [other, "1", '"x"', "[]", "{}", "true", "[1]", "{ any = [{}] }", "{ event = [] }", "1979-05-27"]
        lines[at] = f"{key} = {random.choice(values)}" if equals else random.choice(["", "[[rule]]", "[source]", "x"])
    return "\n".join(lines)
