"""The hazard log against the tests it names: a control that nothing shows is no control."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOG = (ROOT / "server/assurance/hazards.md").read_text("utf-8")
HEADING = re.compile(r"^## (Z-\d+) ", re.MULTILINE)
TEST = re.compile(r"^- Test: `([^`]+?)::([^`]+)`$", re.MULTILINE)
FILE = re.compile(r"`((?:server|sync|web|tests|e2e)/[^`:]+)`")
# What may not be open: these can delay seeing a child, or put words on another.
HELD = ("Z-32", "Z-33", "Z-38", "Z-45")


def hazards() -> dict[str, str]:
    parts = HEADING.split(LOG)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def exists(file: str, name: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return re.search(rf"^(?:async )?def (?=test_){re.escape(name)}\(", text, re.MULTILINE) is not None
    return f"test('{name}'" in text.replace("\\'", "'")


def test_every_hazard_of_the_first_list_is_in_the_log_once_and_in_order() -> None:
    assert HEADING.findall(LOG) == [f"Z-{number}" for number in range(31, 46)]


@pytest.mark.parametrize("hazard", [f"Z-{number}" for number in range(31, 46)])
def test_a_hazard_says_whether_it_is_held_and_by_what(hazard: str) -> None:
    told = hazards()[hazard]
    assert re.search(r"^- State: (held\.$|open[.:] ?\w)", told, re.MULTILINE), "held, or open with the reason"
    assert "- Control: " in told
    if "- State: held." in told:
        assert TEST.search(told), "held, yet no test shows it"


@pytest.mark.parametrize(("file", "name"), TEST.findall(LOG))
def test_every_test_it_names_is_there(file: str, name: str) -> None:
    assert exists(file, name), f"{file} has no test {name!r}"


@pytest.mark.parametrize("file", sorted(set(FILE.findall(LOG))))
def test_every_file_it_names_is_there(file: str) -> None:
    assert (ROOT / file).is_file()


def test_what_may_not_be_open_is_held() -> None:
    told = hazards()
    assert [one for one in HELD if "- State: held." not in told[one]] == []
    assert "- State of collecting: held." in told["Z-34"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("tests/test_demo.py", "test_that_nobody_wrote"),
        ("tests/test_gone.py", "test_a"),
        ("web/test/vault.test.ts", "a closed vault"),
        ("tests/test_demo.py", "held_by"),
    ],
)
def test_a_test_that_is_not_there_is_missed(file: str, name: str) -> None:
    assert not exists(file, name)


def test_every_line_that_names_a_test_is_read() -> None:
    assert len(TEST.findall(LOG)) == LOG.count("- Test: ")
