"""Procedure files spoiled at random, each from a real one: cut, doubled, misspelt, strange, deep, huge."""

from collections.abc import Callable
from random import Random

VALUES = (
    *(
        "1",
        "-1",
        "0",
        "true",
        "1.5",
        "inf",
        "nan",
        '""',
        '"x"',
        "[]",
        "{}",
        "[1]",
        "[[]]",
        "[{}]",
        "1979-05-27",
        "07:32:00",
    ),
    *(
        "1979-05-27T07:32:00Z",
        "9999-12-31T23:59:59-23:59",
        "{ any = [{}] }",
        "{ all = [1] }",
        "{ event = [] }",
        "{ x = 1 }",
    ),
    *('{ discussion = "date", carrying = 5 }', '{ discussion = "date", renewed_by = [[]] }', "{ earliest = [{}] }"),
    *("{ seen_by = [1] }", "{ seen_by = [{}] }", '{ call = "first", face_to_face = 1 }', '{ event = "", pick = [] }'),
    *(
        "[{ from = 2026-10-26, to = 2026-10-30 }]",
        "[{ from = 2026-10-26T00:00:00, to = 1 }]",
        "[{ from = 0001-01-01, to = 9999-12-31 }]",
    ),
    *('["hold"]', '[["police"]]', "{ any = [], all = [] }", '{ value = "x" }', '[{ value = 1, words = "x" }]'),
)
HUGE = ("9" * 30, "9" * 5000, f"-{'9' * 400}", f"0x{'f' * 6000}", "1e400", f'"{"a" * 50_000}"', "9223372036854775808")
ODD = (
    "\u0000",
    "\u2028",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "\U0001f476",
    "\u00a0",
    "\r",
    "\t",
    '"""',
    "'''",
    "\\",
    "\\u0000",
)
NESTS = (("{ any = [", "] }"), ("{ all = [", "] }"), ("{ not_at_discussion = ", " }"), ("[", "]"), ("{ a = ", " }"))


def mutant(random: Random, texts: list[str]) -> str:
    """One to three spoilings of one of `texts`."""
    text = random.choice(texts)
    for _ in range(random.choice((0, 1, 4))):
        text = _other_word(text, random, texts)
    for _ in range(random.choice((1, 1, 2, 3))):
        text = random.choice(SPOILINGS)(text, random, texts)
    return text


def _cut(text: str, random: Random, _: list[str]) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(("", text[start + random.choice((1, 3, 40, 400)) :]))


def _lines_cut(text: str, random: Random, _: list[str]) -> str:
    lines = text.split("\n")
    start = random.randrange(len(lines))
    return "\n".join(lines[:start] + lines[start + random.randint(1, 4) :])


def _doubled(text: str, random: Random, _: list[str]) -> str:
    lines = text.split("\n")
    start = random.randrange(len(lines))
    piece = lines[start : start + random.choice((1, 1, 12))]
    at = random.choice((start, random.randrange(len(lines))))
    return "\n".join(lines[:at] + piece + lines[at:])


def _spliced(text: str, random: Random, texts: list[str]) -> str:
    other = random.choice(texts)
    return text[: random.randrange(len(text) + 1)] + other[random.randrange(len(other) + 1) :]


def _value(text: str, random: Random, _: list[str]) -> str:
    return _at_a_key(text, random, lambda key, _: f"{key} = {random.choice(VALUES)}")


def _huge(text: str, random: Random, _: list[str]) -> str:
    return _at_a_key(text, random, lambda key, _: f"{key} = {random.choice(HUGE)}")


def _deep(text: str, random: Random, _: list[str]) -> str:
    opening, closing = random.choice(NESTS)
    depth = random.choice((2, 5, 30, 300, 3000))
    middle = random.choice(('"actual_harm"', "1", ""))
    nest = opening * depth + middle + closing * depth
    key = random.choice(("when", "who", "anchor", "stop", "roles", "questions", None))
    return _at_a_key(text, random, lambda own, _: f"{key or own} = {nest}")


def _key(text: str, random: Random, _: list[str]) -> str:
    other = random.choice(
        (
            "x",
            "effct",
            "wen",
            '"a b"',
            "''",
            "a.b",
            "when",
            "unit",
            "who",
            "stop",
            "part",
            "é",
            "id",
            '"2026/27"',
            '"9999/00"',
        )
    )
    return _at_a_key(text, random, lambda _, value: f"{other} = {value}")


def _swapped(text: str, random: Random, _: list[str]) -> str:
    values = [value for line in text.split("\n") if (value := line.partition(" = ")[2])] or ["1"]
    return _at_a_key(text, random, lambda key, _: f"{key} = {random.choice(values)}")


def _other_word(text: str, random: Random, texts: list[str]) -> str:
    """Another value that some file gives the same key: often a legal file, and one nobody would write."""

    def written(key: str, _: str) -> str:
        given = [line for other in texts for line in other.split("\n") if line.startswith(f"{key} = ")]
        return random.choice(given) if given else f"{key} = 1"

    return _at_a_key(text, random, written)


def _header(text: str, random: Random, _: list[str]) -> str:
    lines = text.split("\n")
    header = random.choice(
        (
            "[[rule]]",
            "[rule]",
            "[source]",
            "[settings]",
            "[[settings]]",
            "[facts.x]",
            "[school_holidays]",
            "[[rule.anchor]]",
            "[]",
        )
    )
    lines[random.randrange(len(lines))] = header
    return "\n".join(lines)


def _odd(text: str, random: Random, _: list[str]) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(ODD) * random.choice((1, 1, 50)) + text[at:]


def _at_a_key(text: str, random: Random, written: Callable[[str, str], str]) -> str:
    lines = text.split("\n")
    keys = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    if not keys:
        return text
    at = random.choice(keys)
    key, _, value = lines[at].partition(" = ")
    lines[at] = written(key, value)
    return "\n".join(lines)


SPOILINGS = (
    _cut,
    _lines_cut,
    _doubled,
    _spliced,
    _value,
    _value,
    _huge,
    _deep,
    _key,
    _swapped,
    _other_word,
    _header,
    _odd,
)
