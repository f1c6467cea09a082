"""The engine over random cases: a fixed slice here, more by `python -m tests.prove engine`."""

from tests.sync.engine_checks import disagreements, falsely_calm, put_back


def test_python_and_typescript_say_the_same_of_five_hundred_random_cases() -> None:
    assert disagreements(seed=1, count=500) == []


def test_turning_an_unknown_fact_to_yes_never_makes_a_date_later() -> None:
    assert put_back(seed=2, count=500) == []


def test_no_headline_is_blank_or_promises_more_time_than_a_clock_leaves() -> None:
    assert falsely_calm(seed=4, count=1000) == []
