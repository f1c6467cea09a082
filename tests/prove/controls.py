"""What keeps each hazard from happening, and how to take it away: the hazard log's controls, one by one."""

from dataclasses import dataclass

from tests.prove.planted import Bug


@dataclass(frozen=True)
class Control:
    """`without` takes it away; `test` is one of those that the log names for this hazard."""

    hazard: str
    without: Bug
    test: str


def _control(hazard: str, name: str, file: str, old: str, new: str, test: str) -> Control:
    return Control(hazard, Bug(name, file, old, new), test)


SEEN = "tests/assurance/test_child_seen.py"
GOING = "tests/assurance/test_letting_the_child_go.py"
READING = "tests/domain/test_readers.py"
PRESENT = "tests/domain/test_attendance.py"
TOLD = "tests/assurance/test_someone_needs_to_know.py"
CONTROLS = (
    _control(
        "Z-31",
        "the writer's own reading does not count",
        "sync/pages/urgent.py",
        ' and read["by"]["id"] != note["by"]["id"]',
        "",
        f"{TOLD}::test_only_another_persons_reading_ends_it_whoever_that_is",
    ),
    _control(
        "Z-31",
        "it stands first on Tonight",
        "sync/pages/tonight.py",
        '"urgent": urgent.of_all(inputs)',
        '"urgent": urgent.of_all(inputs | {"discussions": []})',
        f"{TOLD}::test_it_stands_first_for_everybody_who_reaches_it_and_nowhere_else",
    ),
    _control(
        "Z-32",
        "an answer that is not sent yet puts no date back",
        "sync/case.py",
        'if leaf.get("pending"):\n        return [own,',
        "if False:\n        return [own,",
        "tests/sync/test_case.py::test_case",
    ),
    _control(
        "Z-32",
        "no date at all is red, and says whom to ask",
        "sync/headline.py",
        '_plain("No date agreed: ask the chair", "none", "red")',
        '_plain("", "none", "calm")',
        "tests/sync/test_headline.py::test_the_headline_is_never_blank_and_never_falsely_calm",
    ),
    _control(
        "Z-33",
        "only a social worker's visit stops the clock",
        "sync/stops.py",
        '        and event.by in stop["seen_by"]\n',
        "",
        f"{SEEN}::test_only_a_social_workers_visit_stops_it_whoever_writes_it_down",
    ),
    _control(
        "Z-33",
        "to have tried is not to have seen",
        "sync/case.py",
        'value.get("what") != "seen" or ',
        "",
        f"{SEEN}::test_for_no_reason_does_a_try_stop_the_clock",
    ),
    _control(
        "Z-33",
        "a child seen asleep or through a door waits for a manager",
        "sync/counting.py",
        'return visit["value"].get("in_what_way") not in GLIMPSED',
        "return True",
        f"{SEEN}::test_what_was_no_visit_to_this_child_by_now_stops_nothing",
    ),
    _control(
        "Z-33",
        "a visit still to come stops nothing",
        "sync/case.py",
        " or said_ahead(entry)",
        "",
        f"{SEEN}::test_what_was_no_visit_to_this_child_by_now_stops_nothing",
    ),
    _control(
        "Z-34",
        "two answers keep the child on the ward",
        "sync/fields.json",
        '"cautious": {"value": {"who": "nobody"}, "words": "Not agreed yet. Until it is settled, the child stays',
        '"cautious": {"value": {"who": "discharge"}, "words": "Not agreed yet. Until it is settled, the child stays',
        f"{GOING}::test_every_answer_that_lets_a_child_out_or_in_names_its_cautious_value",
    ),
    _control(
        "Z-34",
        "an old copy that lets the child go says ring",
        "sync/pages/ring_first.py",
        "return old_copy(inputs) and any(",
        "return not inputs and any(",
        f"{GOING}::test_an_hour_old_copy_that_lets_the_child_go_says_ring_on_every_page_that_shows_it",
    ),
    _control(
        "Z-34",
        "whoever handed the ward over has it until it is accepted",
        "server/domain/handovers.py",
        "((ward.OFFERED, None),))",
        "((ward.OFFERED, None), (ward.DUTY, actor.person.id)))",
        "tests/store/test_ward_handover.py::test_the_givers_duty_ends_when_the_next_nurse_accepts_and_not_before",
    ),
    _control(
        "Z-35",
        "a person reads a discussion only through a part of their own",
        "server/store/piccolo_migrations/spine_walls.sql",
        "ALTER TABLE discussion ENABLE ROW LEVEL SECURITY;\nALTER TABLE discussion FORCE ROW LEVEL SECURITY;",
        "",
        "tests/store/test_migrations.py::test_every_table_is_behind_row_level_security_or_named_here",
    ),
    _control(
        "Z-36",
        "an address of refuge is the chair's and the minute taker's",
        "server/domain/access.py",
        "found.section in PROTECTED and",
        "not found.section and",
        "tests/domain/test_changes.py::test_an_address_of_refuge_is_not_printed_for_a_participant",
    ),
    _control(
        "Z-36",
        "a ward holds its plan and no word of the record",
        "server/domain/ward.py",
        'SECTIONS.get(found.section, "nothing")',
        'SECTIONS.get(found.section, "whole")',
        "tests/domain/test_ward.py::test_of_all_the_words_there_are_a_ward_holds_its_plan_and_which_child",
    ),
    _control(
        "Z-36",
        "who may not see a note is sent nothing of it",
        "server/domain/readers.py",
        ' if note["id"] not in hidden else _cut(document, note, actor)',
        "",
        f"{READING}::test_a_note_reaches_its_readers_and_nobody_else",
    ),
    _control(
        "Z-36",
        "nor anything that names it",
        "server/domain/readers.py",
        " if not readers.names(one, hidden)",
        "",
        f"{READING}::test_what_was_said_of_a_hidden_note_is_hidden_with_it",
    ),
    _control(
        "Z-36",
        "its writer alone lets more people see it",
        "server/domain/readers.py",
        'note is not None and note["by"]["id"] == actor.person.id',
        "note is not None",
        f"{READING}::test_nobody_else_releases_it_and_none_learns_whether_it_is_there",
    ),
    _control(
        "Z-36",
        "who is here for part of it is sent that part alone",
        "server/domain/attendance.py",
        'SECTIONS.get(found.section, "nothing")',
        'SECTIONS.get(found.section, "whole")',
        f"{PRESENT}::test_each_item_opens_what_was_written_by_hand_and_nothing_else",
    ),
    _control(
        "Z-36",
        "and of another child no name",
        "server/domain/attendance.py",
        'return "dates" if engine and usual != "nothing" else "nothing"',
        "return usual",
        f"{PRESENT}::test_here_for_one_child_nobody_learns_who_the_other_is",
    ),
    _control(
        "Z-36",
        "but what their own child's dates hang on",
        "server/domain/attendance.py",
        'return "dates" if engine and usual != "nothing" else "nothing"',
        'return "nothing"',
        f"{PRESENT}::test_their_clocks_are_those_of_everybody_else",
    ),
    _control(
        "Z-36",
        "a note of what they are not here for stays away, whoever may see it",
        "server/domain/readers.py",
        " or not here",
        "",
        f"{PRESENT}::test_a_note_is_opened_by_its_kind_and_never_beyond_its_readers",
    ),
    _control(
        "Z-36",
        "more is opened only by somebody who saw what stands",
        "server/domain/attendance.py",
        'return MEANWHILE if _wider(change.payload, stands["value"]) else None',
        "return None",
        f"{PRESENT}::test_more_is_opened_only_by_who_saw_what_stands_and_less_is_never_refused",
    ),
    _control(
        "Z-36",
        "whatever they ask for, they are shown their part",
        "sync/pages/ward_handover.py",
        'return "in_part" if capacity == "in_part" else "safety_plan"',
        'return name if capacity == "in_part" else "safety_plan"',
        "tests/sync/test_ward_handover_pages.py"
        "::test_whatever_somebody_who_is_here_for_part_of_it_asks_for_they_are_shown_that_part",
    ),
    _control(
        "Z-37",
        "a device left alone locks",
        "web/src/page/lock.ts",
        "const IDLE_MS = 5 * 60_000",
        "const IDLE_MS = 500 * 60_000",
        "e2e/test_a_device_is_left_alone.py::test_after_five_idle_minutes_it_is_locked_and_the_draft_is_there_after_the_unlock",
    ),
    _control(
        "Z-37",
        "a covered page shows nobody's name",
        "web/src/page/cover.ts",
        "  document.body.classList.add('app-covered')",
        "",
        "e2e/test_cover.py::test_in_mid_sentence_with_no_signal",
    ),
    _control(
        "Z-38",
        "whoever writes about a child sees which one",
        "web/templates/parts/child.jinja",
        "<span>{{ child.born }}</span>",
        "",
        "tests/assurance/test_which_child.py::test_every_page_that_writes_about_a_child_says_which_one",
    ),
    _control(
        "Z-39",
        "two who picked up the same action both stand",
        "server/domain/merge.py",
        """    if _names(change.seen, leaf["change"], leaf):
        return _replace(document, said, change.payload)
    if leaf["value"]""",
        """    if said:
        return _replace(document, said, change.payload)
    if leaf["value"]""",
        "tests/domain/test_actions.py::test_two_who_picked_it_up_apart_both_stand_and_either_finishes_it",
    ),
    _control(
        "Z-39",
        "what one device alone knows, the day team does not",
        "sync/pages/actions.py",
        'NOT_TOLD = "The day team does not know. Ring now"',
        'NOT_TOLD = "Saved"',
        "tests/sync/test_pages.py::test_page",
    ),
    _control(
        "Z-42",
        "numbers to ring stand on the lock page",
        "web/src/worker/inputs.ts",
        "    phones: [...phones.values()],",
        "    phones: [],",
        "e2e/test_someone_needs_to_know_tonight.py::test_a_device_that_locked_says_it_on_the_lock_page",
    ),
    _control(
        "Z-42",
        "with no vault open and no network there is the paper form",
        "web/src/worker/answers.ts",
        "\n  paper_form: paperForm,",
        "",
        "e2e/test_someone_needs_to_know_tonight.py::test_a_device_that_locked_says_it_on_the_lock_page",
    ),
    _control(
        "Z-42",
        "what a locked device recorded waits until it is saved, and no longer",
        "server/store/changes.py",
        "if change.nonce.startswith(recorded.MARK) and",
        "if not change.nonce and",
        "tests/store/test_recorded.py::test_it_is_held_for_its_author_and_is_no_change_until_saved",
    ),
    _control(
        "Z-44",
        "a child who has died is quiet",
        "sync/headline.py",
        '_plain("No clock: the child has died", "none", "quiet")',
        '_plain("No clock: the child has died", "none", "red")',
        "tests/sync/test_headline.py::test_the_headline_is_never_blank_and_never_falsely_calm",
    ),
    _control(
        "Z-44",
        "who neither arranges it nor has it tonight is not asked",
        "sync/pages/prompts.py",
        ' or doc["capacity"] not in ASKED',
        "",
        "tests/sync/test_clock_pages.py::test_page",
    ),
    _control(
        "Z-44",
        "a page that lies open changes by itself when the office closes",
        "web/src/page/refresh.ts",
        "    return redraw('The hour has changed what stands here.')",
        "    return",
        "e2e/test_the_office_closes.py::test_while_the_page_is_open",
    ),
    _control(
        "Z-32",
        "a call that is still to come when it is written down was not held",
        "sync/case.py",
        " in DONE and said_ahead(entry)",
        " in DONE and False",
        "tests/sync/test_case.py::test_case",
    ),
    _control(
        "Z-32",
        "a correction that one device alone knows puts no date back",
        "sync/case.py",
        "replaced in unsent and not",
        "not replaced and not",
        "tests/sync/test_case.py::test_case",
    ),
    _control(
        "Z-32",
        "an end that was written by mistake is none",
        "sync/case.py",
        "type_ != NOT_SO and ",
        "",
        "tests/store/test_ending.py::test_an_end_that_was_written_by_mistake_is_none_and_what_was_written_is_kept",
    ),
    _control(
        "Z-32",
        "what was said before new information does not answer it",
        "sync/pages/prompts.py",
        'any(moment(one) >= moment(row["start"]) for one in [*spoken',
        "any(bool(one) for one in [*spoken",
        "tests/sync/test_clock_pages.py::test_page",
    ),
    _control(
        "Z-32",
        "what was booked and nobody wrote as held was not held",
        "sync/pages/prompts.py",
        "if not _past(one, now)), key",
        "if one), key",
        "tests/sync/test_clock_pages.py::test_page",
    ),
    _control(
        "Z-32",
        "what the discussion agreed stands where the procedure sets no date",
        "sync/pages/clock.py",
        "if silent else []\n",
        "if False else []\n",
        "tests/sync/test_clock_pages.py::test_page",
    ),
    _control(
        "Z-32",
        "a discussion does not end while harm or risk is not answered",
        "server/domain/ending.py",
        "return SENTENCE if missing(document, procedure, answers) else None",
        "return None",
        "tests/store/test_ending.py::test_with_harm_or_risk_not_answered_it_is_kept_for_the_chair_and_says_why",
    ),
)
