"""Things that happen together, put into a random case: by chance alone some clocks would never run, or never end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

Case = dict[str, Any]
Story = Callable[[Random, Case, datetime], None]


def tell(random: Random, made: Case, base: datetime) -> None:
    """Each of the stories now and then, over whatever else the case holds."""
    for story in STORIES:
        if random.random() < 0.2:
            story(random, made, base)


def conference(random: Random, made: Case, base: datetime) -> None:
    """An enquiry from its discussion to its conference, in time or not, or not held."""
    number = random.choice([1, 1, 2])
    add(made, "sd_contact", base, 2, sd=number, mode="in_person")
    for name in ("s47_initiated", "concerns_substantiated", "icpc_agreed"):
        if random.random() < 0.85:
            add(made, name, base, 3, sd=number)
    if random.random() < 0.7:
        add(made, "icpc_held", base, 24 * random.randint(1, 40))
    if random.random() < 0.5:
        add(made, "s47_completed", base, 24 * random.randint(1, 20))


def new_enquiry(random: Random, made: Case, base: datetime) -> None:
    """One that ended, and another."""
    conference(random, made, base)
    add(made, "s47_completed", base, 24 * 21)
    add(made, "sd_contact", base, 24 * 22, sd=3, mode="phone")
    add(made, "s47_initiated", base, 24 * 22 + 1, sd=3)


def agreed_visit(random: Random, made: Case, base: datetime) -> None:
    """A date that was agreed for a child, kept or missed; perhaps more time."""
    add(made, "sd_contact", base, 1, mode="video")
    for child in made["children"]:
        due = (base + timedelta(days=random.randint(0, 6))).date().isoformat()
        add(made, "visit_agreed", base, 2, child=child["id"], due=due)
        if random.random() < 0.6:
            at = random.randint(2, 24 * 8)
            add(made, "child_seen", base, at, child=child["id"], by="lead_social_worker", alone=True)


def visits(random: Random, made: Case, base: datetime) -> None:
    """One child seen several times after the enquiry began."""
    if made["children"]:
        child = random.choice(made["children"])["id"]
        add(made, "s47_initiated", base, 1)
        for _ in range(random.randint(2, 4)):
            add(made, "child_seen", base, random.randint(2, 24 * 20), child=child, by="social_worker")


def complex_but_safe(random: Random, made: Case, _base: datetime) -> None:
    made["facts"] |= {"complex_abuse": "yes", "immediate_protection_needed": "no"}
    for child in made["children"]:
        child["facts"].pop("immediate_protection_needed", None)


def night(random: Random, made: Case, base: datetime) -> None:
    add(made, "edt_handover", base, 1)
    if random.random() < 0.5:
        add(made, "record_drafted", base, random.randint(2, 30))
    if random.random() < 0.5:
        add(made, "isu_notified", base, random.randint(2, 90))


def record_and_query(random: Random, made: Case, base: datetime) -> None:
    """A record that goes to two, one of whom asks about it."""
    end = (base + timedelta(hours=3)).isoformat(timespec="seconds")
    add(made, "sd_contact", base, 2, mode="phone", end=end)
    add(made, "record_authorised", base, random.randint(3, 60))
    for name in ("gp", "school"):
        add(made, "record_released", base, random.randint(4, 60), recipient=name)
    add(made, "query_raised", base, random.randint(5, 90), recipient="gp")


def many_enquiries(random: Random, made: Case, base: datetime) -> None:
    """Two before, within a year of each other or not (an event that only an invented procedure knows)."""
    for child in made["children"]:
        for days in (random.randint(300, 420), 20):
            add(made, "earlier_enquiry", base, -24 * days, child=child["id"])
    add(made, "referral_received", base, 0)
    if random.random() < 0.5:
        add(made, "management_note", base, random.randint(1, 60))


STORIES: tuple[Story, ...] = (
    *(conference, new_enquiry, agreed_visit, visits, complex_but_safe, night, record_and_query, many_enquiries),
)


def add(made: Case, name: str, base: datetime, hours: int, **more: object) -> None:
    """One event, so many hours after the case began."""
    at = (base + timedelta(hours=hours)).isoformat(timespec="seconds")
    made["events"].append({"type": name, "at": at, **more})
