"""`procedures check`, `explain` and `diff`, as a person reads them; `compile` is in test_commands.py."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from server.cli import main
from tests.procedures.north import HEAD, RULE

ROOT = Path(__file__).parents[2]
CASE = {"events": [{"type": "concerns_identified", "at": "2026-04-15T10:00:00+01:00"}]}
Here = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """`python -m server procedures …` without a process of its own."""
    monkeypatch.chdir(ROOT)

    def run(*words: str | Path) -> "CompletedProcess[str]":
        code = main(["procedures", *map(str, words)])
        return CompletedProcess(words, code, *capsys.readouterr())

    return run


def written(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_check_says_of_a_sound_file_that_it_is_fine(here: Here) -> None:
    done = here("check", "herefordshire", "server/procedures/brighton-hove.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "herefordshire.toml: fine. " in done.stdout
    assert "brighton-hove.toml: fine. " in done.stdout


def test_check_tells_every_fault_on_a_line_of_its_own_and_reads_the_other_files_too(here: Here, tmp_path: Path) -> None:
    spoiled = HEAD + RULE.replace('"must"', '"mst"') + RULE.replace("N-1", "N-2").replace("amount = 2\n", "")
    done = here("check", written(tmp_path / "north.toml", spoiled), tmp_path / "gone.toml", "herefordshire")
    assert done.returncode == 2
    assert "herefordshire.toml: fine. " in done.stdout
    assert done.stderr.splitlines() == [
        "north.toml, line 18: rule N-1: force is 'mst'. Did you mean 'must'? Use must, should, may.",
        "north.toml, line 23: rule N-2: it has no amount. Write amount = the number of working days, 1 to 1000.",
        "north.toml: 2 faults. It cannot be used until they are mended.",
        f"{tmp_path}/gone.toml: this file cannot be read.",
    ]


def test_check_doubts_an_id_that_another_file_has(here: Here, tmp_path: Path) -> None:
    done = here(
        "check",
        written(tmp_path / "north.toml", (HEAD + RULE).replace('id = "north"', 'id = "herefordshire"')),
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert done.stdout.startswith("north.toml, line 1: the id 'herefordshire' is that of herefordshire.toml too.")


@pytest.mark.parametrize("words", [[], ["check"], ["compile"], ["compile", "a", "b"], ["explian"]])
def test_a_procedures_command_that_asks_for_nothing_says_what_it_needs(here: Here, words: list[str]) -> None:
    done = here(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "procedures" in done.stderr


def test_explain_says_each_rule_in_plain_words_with_its_force_and_paragraph(here: Here) -> None:
    done = here("explain", "herefordshire", "H-1.2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n") == [
        "",
        "H-1.2  Should: Serious risk of harm: hold the discussion on the day of the referral",
        "    By when: On the same day, counted from when the referral was received. If that time is not",
        "      recorded: from the earliest time there is.",
        "    Applies: If serious risk of harm, serious injury or serious neglect is recorded.",
        "    Stands in: 001_5d8a40f85e97373b.txt, line 18",
        "",
    ]


def test_explain_says_where_the_source_is_silent_what_asks_for_nothing_and_each_setting_with_its_reading(
    here: Here,
) -> None:
    said = " ".join(here("explain", "brighton-hove").stdout.split())
    assert "WHERE THE SOURCE IS SILENT" in said
    assert "B-1.6: " in said.partition("ASKING FOR NOTHING")[2]
    assert "The office closes at: 17:00 (Q-5), the default." in said.partition("SETTINGS")[2]


def test_explain_asks_about_a_rule_that_is_not_there(here: Here) -> None:
    done = here("explain", "herefordshire", "H1.2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "herefordshire has no rule 'H1.2'. Did you mean 'H-1.2'?\n"


def test_diff_tells_rules_settings_and_the_dates_of_cases_that_would_be_others(here: Here, tmp_path: Path) -> None:
    text = (ROOT / "server/procedures/herefordshire.toml").read_text(encoding="utf-8")
    new = text.replace('office_close = "17:00"', 'office_close = "18:00"').replace("amount = 5", "amount = 3")
    held = {"type": "sd_contact", "mode": "phone", "at": "2026-04-16T10:00:00+01:00"}
    cases = tmp_path / "cases"
    cases.mkdir()
    written(cases / "held.json", {"children": [{"id": "c1", "dob": "2019-05-02"}], "events": [held]})
    written(cases / "not held.json", CASE)
    written(cases / "spoiled.json", {"facts": {"x": "yes"}})
    done = here("diff", "herefordshire", written(tmp_path / "new.toml", new), "--cases", cases)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.splitlines() == [
        *("RULES", "  H-4.2: within 3 working days, was within 5 working days.", ""),
        *("SETTINGS", "  The office closes at: 18:00; was: 17:00 (Q-5).", ""),
        *("DATES", "held", "  H-4.2 (c1): Tuesday 21 April 2026, was Thursday 23 April 2026."),
        *("spoiled", "  It could not be read: 'x' is not a fact this procedure knows."),
        "1 of 3 cases would have other dates.",
    ]


def test_diff_without_cases_says_that_no_dates_were_compared(here: Here) -> None:
    done = here("diff", "herefordshire", "herefordshire")
    first, second = done.stdout.splitlines()
    assert (done.returncode, first.startswith("They are the same: version ")) == (0, True)
    assert second.startswith("No dates were compared. --cases FOLDER compares")


@pytest.mark.parametrize(
    "words", [["herefordshire"], ["a", "b", "c"], ["herefordshire", "somerset", "--cases", "gone"]]
)
def test_diff_that_asks_for_nothing_is_one_line_and_two(here: Here, words: list[str]) -> None:
    done = here("diff", *words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_check_reads_a_file_as_an_editor_on_windows_writes_it(here: Here, tmp_path: Path) -> None:
    file = tmp_path / "north.toml"
    file.write_bytes(("\ufeff" + HEAD + RULE.replace('"must"', '"mst"')).replace("\n", "\r\n").encode())
    assert here("check", file).stderr.startswith("north.toml, line 18: rule N-1: force is 'mst'.")
    file.write_bytes((HEAD + RULE).encode("utf-16"))
    assert here("check", file).stderr == f"{file}: this file cannot be read as text. Save it as UTF-8.\n"


def test_check_knows_the_quotation_marks_of_a_word_processor(here: Here, tmp_path: Path) -> None:
    done = here("check", written(tmp_path / "north.toml", HEAD + RULE.replace('"See the child"', "“See the child”")))
    assert done.stderr.startswith("north.toml, line 15: this is not TOML: this line has curled quotation marks,")
