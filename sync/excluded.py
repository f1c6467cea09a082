"""Who is kept out of a discussion, whatever part they hold (PRACTICE.md P-8). Twin: `excluded.ts`.

Named first, and matched to an account by a person: two may have one name. Of several accounts chosen for one name all
are kept out, until the chair lets that name in again.
"""

from typing import Any

ASKED, PATH, ACCOUNTS, ENDED = "works_here", "excluded", "excluded_accounts", "excluded_ended"
# Chosen where whoever is named has no account.
NO_ACCOUNT = "00000000-0000-0000-0000-000000000000"
Entry = dict[str, Any]


def named(doc: dict[str, Any], path: str, excluded: str) -> list[Entry]:
    """What was said later, on one of the other paths, of somebody who was named."""
    return [one for one in doc["entries"].get(path, []) if one["value"].get("excluded") == excluded]


def standing(doc: dict[str, Any]) -> list[Entry]:
    """Those named and not let in again; a letting in counts once the server has it."""
    ended = [one["value"].get("excluded") for one in doc["entries"].get(ENDED, []) if not one.get("pending")]
    return [one for one in doc["entries"].get(PATH, []) if one["id"] not in ended]


def accounts(doc: dict[str, Any]) -> set[str]:
    """The accounts that are kept out."""
    chosen = [one for name in standing(doc) for one in named(doc, ACCOUNTS, name["id"])]
    return {str(one["value"]["account"]).partition(" ")[0] for one in chosen} - {NO_ACCOUNT}


def unmatched(doc: dict[str, Any]) -> list[Entry]:
    """Those of whom nobody has chosen an account."""
    return [one for one in standing(doc) if not _matched(doc, one)]


def _matched(doc: dict[str, Any], one: Entry) -> bool:
    chosen = named(doc, ACCOUNTS, one["id"])
    return any(not str(entry["value"]["account"]).startswith(f"{NO_ACCOUNT} ") for entry in chosen)
