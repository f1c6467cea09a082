"""The engine over random cases: a fixed slice here, more by `python -m tests.prove engine`."""

from tests.sync.engine_checks import disagreements, put_back


def test_python_and_typescript_say_the_same_of_five_hundred_random_cases() -> None:
    assert disagreements(seed=1, count=500) == []


def test_turning_an_unknown_fact_to_yes_never_makes_a_date_later() -> None:
    assert put_back(seed=2, count=1000) == []
