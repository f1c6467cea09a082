"""What goes wrong with a case, said in one sentence that is the same in both languages."""


class CaseError(ValueError):
    """A case that cannot be read; its text is for the person who wrote it."""
