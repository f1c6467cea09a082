"""`deadlines` and `procedures`, run as a person runs them (CLI.md)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from server.domain.procedure import digest, load_builtin

ROOT = Path(__file__).parents[2]
CASE = {"events": [{"type": "concerns_identified", "at": "2026-04-15T10:00:00+01:00"}]}


def server(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


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
