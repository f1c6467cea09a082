"""`deadlines` and `procedures`, run as a person runs them (CLI.md)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from server.domain.procedure import digest, load_builtin
from tests.procedures.north import HEAD, RULE

ROOT = Path(__file__).parents[2]
CASE = {"events": [{"type": "concerns_identified", "at": "2026-04-15T10:00:00+01:00"}]}


def server(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def written(path: Path, case: object) -> Path:
    path.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    return path


def test_one_case_prints_one_object(tmp_path: Path) -> None:
    case = written(tmp_path / "case.json", CASE)
    done = server("deadlines", "--procedure", "herefordshire", "--case", case, "--now", "2026-04-15T12:00:00+01:00")
    result = json.loads(done.stdout)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert result["version"] == load_builtin()["herefordshire"]["version"]
    assert [row["due_before"] for row in result["deadlines"] if row["rule"] == "H-1.1"] == [
        "2026-04-16T23:00:00Z",
        "2026-04-17T23:00:00Z",
    ]


def test_the_case_may_name_its_procedure_and_the_clock_may_be_the_real_one(tmp_path: Path) -> None:
    done = server("deadlines", "--case", written(tmp_path / "case.json", {**CASE, "procedure": "herefordshire"}))
    late = [row["state"] for row in json.loads(done.stdout)["deadlines"] if row["rule"] == "H-1.1"]
    assert (done.returncode, late) == (0, ["late", "late"])


def test_the_command_line_wins_over_the_case(tmp_path: Path) -> None:
    case = written(tmp_path / "case.json", {**CASE, "procedure": "nowhere"})
    assert server("deadlines", "--case", case).returncode == 2
    assert server("deadlines", "--case", case, "--procedure", "herefordshire").returncode == 0


def test_a_procedure_may_be_a_file(tmp_path: Path) -> None:
    case = written(tmp_path / "case.json", {"facts": {"travelling": "no"}})
    done = server("deadlines", "--case", case, "--procedure", "tests/procedures/shapes.toml")
    assert (done.returncode, json.loads(done.stdout)["procedure"]) == (0, "shapes")


BAD = {
    "unknown procedure": ({**CASE, "procedure": "nowhere"}, "There is no procedure 'nowhere'."),
    "no procedure": (CASE, "case.json: no procedure is named."),
    "bad case": ({"procedure": "herefordshire", "events": [{"type": "x"}]}, "Event 1: 'x' is not an event"),
    "not JSON": ("{", "is not JSON."),
    "a list": ([], "no procedure is named."),
    "too deep": ("[" * 100_000, "is not JSON."),
}


@pytest.mark.parametrize(("case", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_case_is_one_line_and_two(tmp_path: Path, case: object, sentence: str) -> None:
    done = server("deadlines", "--case", written(tmp_path / "case.json", case))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert sentence in done.stderr


@pytest.mark.parametrize("words", [[], ["--case"], ["--what"], ["--case", "a", "--cases", "b"], ["--cases", "nowhere"]])
def test_a_bad_command_line_is_one_line_and_two(words: list[str]) -> None:
    done = server("deadlines", "--procedure", "herefordshire", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_folder_of_cases_is_a_line_each_in_name_order_and_two_if_one_is_bad(tmp_path: Path) -> None:
    written(tmp_path / "b.json", {"procedure": "herefordshire", "facts": {"x": "yes"}})
    written(tmp_path / "a.json", {**CASE, "procedure": "herefordshire"})
    written(tmp_path / "notes.txt", "not a case")
    done = server("deadlines", "--cases", tmp_path)
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["case"], first["procedure"]) == ("a", "herefordshire")
    assert second == {"case": "b", "error": "'x' is not a fact this procedure knows."}
    assert done.returncode == 2
    (tmp_path / "b.json").unlink()
    assert server("deadlines", "--cases", tmp_path).returncode == 0


def test_compile_prints_the_procedure_that_its_version_names() -> None:
    done = server("procedures", "compile", "server/procedures/herefordshire.toml")
    compiled = json.loads(done.stdout)
    assert (done.returncode, compiled["version"]) == (0, digest(compiled))


def test_compile_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    done = server("procedures", "compile", written(tmp_path / "x.toml", "id = 1"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'x.toml: the file has no id. Write id = "…" at its top.\n'


def test_check_says_of_a_sound_file_that_it_is_fine() -> None:
    done = server("procedures", "check", "herefordshire", "server/procedures/brighton-hove.toml")
    first, second = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert first.startswith("herefordshire.toml: fine. ")
    assert second.startswith("brighton-hove.toml: fine. ")


def test_check_tells_every_fault_on_a_line_of_its_own_and_reads_the_other_files_too(tmp_path: Path) -> None:
    spoiled = HEAD + RULE.replace('"must"', '"mst"') + RULE.replace("N-1", "N-2").replace("amount = 2\n", "")
    done = server(
        "procedures", "check", written(tmp_path / "north.toml", spoiled), tmp_path / "gone.toml", "herefordshire"
    )
    assert done.returncode == 2
    assert done.stdout.startswith("herefordshire.toml: fine. ")
    assert done.stderr.splitlines() == [
        "north.toml, line 18: rule N-1: force is 'mst'. Did you mean 'must'? Use must, should, may.",
        "north.toml, line 23: rule N-2: it has no amount. Write amount = the number of working days, 1 to 1000.",
        "north.toml: 2 faults. It cannot be used until they are mended.",
        f"{tmp_path}/gone.toml: this file cannot be read as text.",
    ]


def test_check_doubts_an_id_that_another_file_has(tmp_path: Path) -> None:
    done = server(
        "procedures",
        "check",
        written(tmp_path / "north.toml", (HEAD + RULE).replace('id = "north"', 'id = "herefordshire"')),
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert done.stdout.startswith("north.toml, line 1: the id 'herefordshire' is that of herefordshire.toml too.")


@pytest.mark.parametrize("words", [[], ["check"], ["compile"], ["compile", "a", "b"], ["explian"]])
def test_a_procedures_command_that_asks_for_nothing_says_what_it_needs(words: list[str]) -> None:
    done = server("procedures", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "procedures" in done.stderr


def test_explain_says_each_rule_in_plain_words_with_its_force_and_paragraph() -> None:
    done = server("procedures", "explain", "herefordshire", "H-1.2")
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


def test_explain_says_where_the_source_is_silent_what_asks_for_nothing_and_each_setting_with_its_reading() -> None:
    said = " ".join(server("procedures", "explain", "brighton-hove").stdout.split())
    assert "WHERE THE SOURCE IS SILENT" in said
    assert "B-1.6: " in said.partition("ASKING FOR NOTHING")[2]
    assert "The office closes at: 17:00 (Q-5), the default." in said.partition("SETTINGS")[2]


def test_explain_asks_about_a_rule_that_is_not_there() -> None:
    done = server("procedures", "explain", "herefordshire", "H1.2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "herefordshire has no rule 'H1.2'. Did you mean 'H-1.2'?\n"
