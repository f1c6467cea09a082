"""No file, however spoiled, crashes the checker: a fixed slice here, 20,000 by `python -m tests.prove procedures`."""

from server.domain.procedure import examine
from server.domain.procedure_lines import line_of
from tests.procedures.mutant_checks import REAL, crashes


def test_five_hundred_spoiled_files_are_used_or_refused_in_sentences_and_none_crashes() -> None:
    found, ended = crashes(seed=1, count=500)
    assert found == []
    assert min(ended["refused"], ended["refused for several faults"], ended["used"]) > 25


def test_the_line_of_a_slip_in_the_toml_is_told_with_what_to_do() -> None:
    text = REAL[0].replace("\nforce =", "\nforce = must #", 1)
    [fault] = examine(text)[1]
    slip = text[: text.index("force = must")].count("\n") + 1
    assert (line_of(text, fault.place), str(fault)) == (
        slip,
        'this is not TOML: there is no value after the =. Words stand in "…", a list in […], a number alone.',
    )


def test_a_text_never_closed_is_told_at_the_end_of_the_file() -> None:
    text = 'id = "a"\ntitle = """never\nclosed\n'
    [fault] = examine(text)[1]
    assert (line_of(text, fault.place), str(fault)) == (
        4,
        'this is not TOML: a text is never closed. Look for a missing ".',
    )
