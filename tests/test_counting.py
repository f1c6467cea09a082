"""The runners that count: a part that ran nothing, or left something out, must not pass for done."""

import json
import sys
from pathlib import Path

import pytest

from tests import all as everything
from tests.bench import figures
from tests.bench.figures import Figure, percentile


def part(words: str, code: int = 0) -> list[str]:
    return [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"]


def outcome(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *parts: list[str]) -> tuple[int, str]:
    monkeypatch.setattr(everything, "PARTS", {str(number): command for number, command in enumerate(parts)})
    code = everything.main()
    return code, capsys.readouterr().out.splitlines()[-1]


PYTEST = "FAILED tests/x.py::test_y - assert 3 passed\n========= 12 passed, 1 warning in 0.40s ========="
NODE = "ℹ tests 5\nℹ pass 5\nℹ fail 0\nℹ skipped 0"


def test_the_last_line_adds_up_every_part(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(monkeypatch, capsys, part(PYTEST), part(NODE)) == (0, "17 passed, 0 failed")


@pytest.mark.parametrize(
    ("words", "code", "closing"),
    [
        ("2 failed, 10 passed, 1 error in 1.0s", 1, "15 passed, 3 failed"),
        ("no tests ran in 0.01s", 5, "5 passed, 1 failed"),
        ("no tests ran in 0.01s", 0, "5 passed, 1 failed"),
        ("10 passed, 1 skipped in 1.0s", 0, "15 passed, 1 failed"),
        ("10 passed in 1.0s", 3, "15 passed, 1 failed"),
        ("# pass 4\n# fail 1\n# cancelled 1", 1, "9 passed, 2 failed"),
        ("# pass 4\n# fail 0\n# todo 1", 0, "9 passed, 1 failed"),
    ],
)
def test_a_part_that_failed_or_left_something_out_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, code: int, closing: str
) -> None:
    assert outcome(monkeypatch, capsys, part(words, code), part(NODE)) == (1, closing)


@pytest.mark.parametrize(
    ("figure", "ok"),
    [
        (Figure("p95", 40, "ms", 200, budget=50), True),
        (Figure("p95", 51, "ms", 200, budget=50), False),
        (Figure("pushes", 260, "/s", 200, budget=250, more_is_better=True), True),
        (Figure("pushes", 240, "/s", 200, budget=250, more_is_better=True), False),
        (Figure("lost", 0, "changes", 900, must=0), True),
        (Figure("lost", 1, "changes", 900, must=0), False),
        (Figure("lost", 0, "changes", 0, must=0), False),
        (Figure("aimless", 1, "ms", 200), False),
    ],
)
def test_a_figure_is_ok_only_within_its_budget_and_over_something_measured(figure: Figure, ok: bool) -> None:
    assert json.loads(figure.line())["ok"] is ok


def test_a_percentile_of_too_few_times_is_refused() -> None:
    with pytest.raises(ValueError, match="199 times are too few"):
        percentile([1.0] * 199, 0.95)
    assert percentile(range(200), 0.95) == 190


def test_measuring_nothing_is_not_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.run(tmp_path, "bench", []) == 1
    assert "Nothing was measured" in capsys.readouterr().err
