"""Reading a procedure file whole: a fault does not end the walk, so that every fault is told at once."""

from collections.abc import Callable
from typing import TypeVar

from server.domain.procedure_words import Fault

T = TypeVar("T")


class Walk:
    """`faults` in the order they were met; `place` is the table being read, `about` how its sentences begin."""

    def __init__(self, faults: list[Fault] | None = None, place: tuple[str | int, ...] = (), about: str = "") -> None:
        self.faults: list[Fault] = [] if faults is None else faults
        self._place = place
        self._about = about

    def within(self, *place: str | int, about: str = "") -> "Walk":
        """The same walk, inside a table or a rule."""
        return Walk(self.faults, self._place + place, self._about + about)

    def read(self, key: str, step: Callable[[], T], otherwise: T) -> T:
        """What `step` reads at `key`; `otherwise` where there is a fault, which is kept."""
        try:
            return step()
        except Fault as fault:
            self.fault(str(fault), *(fault.place or (key,)))
            return otherwise

    def fault(self, sentence: str, *place: str | int) -> None:
        self.faults.append(Fault(self._about + sentence, *self._place, *place))
