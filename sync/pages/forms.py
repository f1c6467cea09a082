"""What every page of a discussion begins with, and the questions of its form by name. Twin of `forms.ts`."""

from sync.pages.children import identities
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.shell import shell


def page_of(name: str, title: str, doc: Doc, inputs: Inputs) -> Context:
    page = shell(name, f"{title}, discussion {doc['reference']}", inputs)
    return {
        "page": page | {"discussion": doc["id"]},
        "reference": doc["reference"],
        "back": f"/discussions/{doc['id']}",
        "children": identities(doc),
    }


def keyed(questions: list[Context]) -> Context:
    """Each question by its key; which of two times that happened twice is asked after the time it is about."""
    folds = [question for question in questions if question["key"] == "fold"]
    return {
        "questions": {question["key"]: question for question in questions if question["key"] != "fold"},
        "folds": [fold for fold in folds if not fold["name"].endswith("rung_at/fold")],
        "told_folds": [fold for fold in folds if fold["name"].endswith("rung_at/fold")],
    }
