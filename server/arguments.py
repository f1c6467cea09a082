"""The words after a command, read; a mistake in them is one sentence instead of a page of usage."""

import argparse
from typing import NoReturn


class Misused(ValueError):
    """The sentence that says what the command does not understand."""


class Arguments(argparse.ArgumentParser):
    """`name` begins every sentence. Raises Misused."""

    def __init__(self, name: str) -> None:
        super().__init__(prog=f"python -m server {name}", add_help=False)
        self._name = name

    def error(self, message: str) -> NoReturn:
        raise Misused(f"{self._name}: {message}.")
