"""THE DEADLINE ENGINE: a procedure's rules, what is known of a case, a calendar and now -> what is due, its state, why.

Twin of `deadlines.ts` over `vectors/deadlines-*.json`. Everything in and out is plain JSON (CLI.md). The clock and the
calendar are arguments. All rules that apply are listed (Q-15); what an unknown fact would trigger is `conditional`
(P-3); before the discussion is held, `projected` says by when the child would be seen (P-2).
"""

from sync import told, why
from sync.clocks import Clock, Json, Work, born, due, extended, opens
from sync.conditions import fact_words, for_child
from sync.errors import CaseError
from sync.judged import judged
from sync.limits import Limit, limit, readings
from sync.london import date_text, day_number, local_day, midnight, utc
from sync.series import running
from sync.starts import Start, discussions, of_event
from sync.stops import gate_state, state, stopped
from sync.told import UNKNOWN, YES, Span
from sync.working_days import Calendar, days_of

__all__ = ["CaseError", "deadlines"]


def deadlines(procedure: Json, case: Json, calendar: Calendar, now: str) -> Json:
    """Rows as in CLI.md. Raises CaseError, its text one sentence. `now` is ISO 8601 with an offset."""
    read = told.read(case, procedure["vocabulary"])
    if calendar["zone"] != "Europe/London":
        raise CaseError(f"The calendar is for {calendar['zone']}: Seenby works out dates for Europe/London only.")
    at = told.moment(now, "Now")
    read = read._replace(today=local_day(at))
    work = Work(procedure, read, discussions(read), days_of(calendar), at)
    rules = [rule for rule in procedure["rules"] if "unit" in rule]
    certain: list[Json] = []
    conditional: list[Json] = []
    for rule in rules:
        for clock in running(rule, work):
            (certain if clock.applies.answer == YES else conditional).append(_row(rule, clock, work))
    return {
        "procedure": procedure["id"],
        "version": procedure["version"],
        "calendar": calendar["version"],
        "deadlines": certain,
        "conditional": conditional,
        "projected": [] if work.held else _projected(rules, certain, work),
    }


def _projected(rules: list[Json], certain: list[Json], work: Work) -> list[Json]:
    """The seen-by if the discussion is held at the latest date allowed: the earliest `max` limit for holding."""
    limits = [row for row in certain if _limits_holding(row)]
    if not limits:
        return []
    latest = min(limits, key=lambda row: str(row["due_before"]))
    at = midnight(day_number(latest["due_date"]) or 0)
    start = Start(Span(at, at), latest["rule"])
    rows = []
    for rule in rules:
        if rule["effect"] == "seen_by" and rule["per"] == "child":
            for child in work.told.children:
                applies = for_child(rule.get("when"), work.told, child, None)
                clock = born(Clock(applies, start, child, projected=True))
                if applies.answer in (YES, UNKNOWN) and due(rule, clock, work):
                    rows.append(_row(rule, clock, work))
    return rows


def _limits_holding(row: Json) -> bool:
    """Of the first discussion: what is said of a further one has its number."""
    return row["effect"] == "hold" and row["kind"] == "max" and row["sd"] is None and row["due_before"] is not None


def _row(asked: Json, given: Clock, work: Work) -> Json:
    rule, clock, choice = judged(asked, given, work)
    child, start = clock.child, clock.start
    allowed = due(rule, clock, work)
    more = extended(rule, clock, work) if allowed else None
    stop = stopped(rule, clock, work)
    opening = opens(rule, clock, work)
    if clock.nobody and child is not None:
        source: str | None = "child_died" if child.died else "child_born"
        standing = "not_applicable"
    else:
        source = start.source if start else None
        standing = (
            gate_state(opening, stop, work.now)
            if rule["kind"] == "not_before"
            else state(start, allowed, stop, work.now)
        )
    row: Json = {
        "rule": rule["id"],
        "part": rule.get("part", ""),
        "kind": rule["kind"],
        "unit": rule["unit"],
        "amount": rule["amount"],
        "force": rule["force"],
        "effect": rule["effect"],
        "per": rule["per"],
        "child": child.id if child else None,
        "children": list(clock.applies.children),
        "recipient": clock.recipient,
        "sd": clock.sd,
        "start": utc(start.at.lo) if start and not clock.nobody else None,
        "start_from": source,
        "due_before": utc(allowed.before) if allowed else None,
        "due_date": date_text(allowed.day) if allowed else None,
        "state": standing,
        "not_before": utc(opening) if opening is not None else None,
        "met_at": utc(stop.hi) if stop and standing in ("met", "met_late", "too_early") else None,
        "new_information": clock.renewed,
        "face_to_face": "modes" in rule["stop"],
        "cite": rule["cite"],
        "cite_words": f"{work.procedure['source']['name']}, line {rule['cite']['line']} ({rule['id']})",
        "beneath": _beneath(rule, clock, work) if allowed else None,
        "extended": {"due_before": utc(more.before), "due_date": date_text(more.day)} if more else None,
        "judgement": {"choice": choice.choice, "who": choice.who, "why": choice.reason} if choice else None,
    }
    if clock.applies.answer == UNKNOWN:
        row["if"] = list(clock.applies.facts)
        row["if_words"] = [fact_words(name, work.procedure["vocabulary"]) for name in clock.applies.facts]
    row["why"] = why.words(rule, row, start, work.procedure)
    return row


def _beneath(rule: Json, clock: Clock, work: Work) -> Json | None:
    """The same limit under the other reading, of its start (Q-8) or of its days, shown beneath."""
    settings = work.procedure["settings"]
    other, start = rule.get("beneath"), clock.start
    if other and not clock.projected:
        start = of_event(other["anchor"], work.told, settings)
        return _read_as(rule, start, limit(rule, start.at.lo, settings, work.days), work) if start else None
    if rule["unit"] != "days" or start is None:
        return None
    later = max(readings(rule, start.at.lo, settings, work.days), key=lambda one: one.before)
    as_working = {**rule, "unit": "working_days"} if not rule.get("back") else {**rule, "unit": "calendar_days"}
    return _read_as(as_working, start, later, work) if later != due(rule, clock, work) else None


def _read_as(rule: Json, start: Start, allowed: Limit | None, work: Work) -> Json | None:
    if allowed is None:
        return None
    return {
        "words": f"{why.length(rule)} {'before' if rule.get('back') else 'from'} {why.source(start, work.procedure)}",
        "start": utc(start.at.lo),
        "start_from": start.source,
        "due_before": utc(allowed.before),
        "due_date": date_text(allowed.day),
    }
