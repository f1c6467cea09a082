"""What a rule's limit may be besides one number: agreed, chosen between alternatives, until a time of day."""

from typing import Any

from server.domain.procedure_starts import anchor
from server.domain.procedure_words import Fault, Raw, event, listed, one_of, only, said, text

COUNTED = ("hours", "working_days", "days")
Choice = dict[str, Any]


def amount(raw: Raw, unit: str) -> int | None:
    found = raw.get("amount")
    if unit not in COUNTED:
        if found is not None:
            raise Fault(f"a limit in {unit} has no amount. Take amount out.")
        return None
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= 1000:
        raise Fault(f"it has no amount. Write amount = the number of {unit.replace('_', ' ')}, 1 to 1000.")
    return found


def until(raw: Raw, unit: str) -> str | None:
    """The time of day, where a day's end is not what the source says."""
    if "until" not in raw:
        return None
    if unit not in ("same_day", "working_days", "days"):
        raise Fault("until is a time of day: it belongs to same_day, days or working_days.")
    value = text(raw, "until")
    hours, colon, minutes = value.partition(":")
    digits = colon and len(hours) == len(minutes) == 2 and (hours + minutes).isascii() and (hours + minutes).isdigit()
    if not (digits and hours < "24" and minutes < "60"):
        raise Fault(f'until is {said(value)}, which is not a time of day. Write it like "12:00".')
    return value


def agreed_by(raw: Raw, unit: str, vocabulary: Raw) -> str | None:
    if "agreed_by" not in raw:
        return None
    if unit != "agreed":
        raise Fault('agreed_by belongs to a limit that is agreed. Take it out, or write unit = "agreed".')
    return event(raw["agreed_by"], vocabulary)


def alternatives(raw: Raw, vocabulary: Raw, settings: Raw) -> list[Choice]:
    return [_alternative(one, vocabulary, settings) for one in listed(raw, "alternatives")]


def chosen_by(raw: Raw, vocabulary: Raw) -> str | None:
    if ("chosen_by" in raw) != ("alternatives" in raw):
        raise Fault("alternatives and chosen_by go together: chosen_by names the event by which somebody chooses.")
    return event(raw["chosen_by"], vocabulary) if "chosen_by" in raw else None


def _alternative(raw: object, vocabulary: Raw, settings: Raw) -> Choice:
    if not isinstance(raw, dict) or not text(raw, "choice"):
        raise Fault(
            "alternatives: write each as { choice = …, unit = …, amount = … }, with an anchor if it has its own."
        )
    only(raw, {"choice", "unit", "amount", "anchor"}, "alternatives")
    unit = one_of(raw, "unit", (*COUNTED, "same_day"))
    own = anchor(raw["anchor"], vocabulary, settings) if "anchor" in raw else None
    if own is not None and "events" not in own:
        raise Fault("alternatives: the anchor of one is { event = … } or { earliest = […] }.")
    return {"choice": raw["choice"], "unit": unit, "amount": amount(raw, unit), "anchor": own}
