"""Plain forms with no script: the way of someone at a shared ward computer."""

import re

from sync.registry import sitemap
from tests.handlers.conftest import Visitor


async def test_a_note_by_plain_form_is_answered_by_303_and_stands_on_the_page(nurse: Visitor) -> None:
    discussion = await nurse.first_discussion()
    fields = await nurse.fills_in(
        f"{discussion}/note",
        **{
            "add:information__kind": "observation",
            "add:information__tonight": "no",
            "add:information__words": "Slept from two",
        },
    )
    answer = await nurse.posts(f"{discussion}/changes", fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{discussion}?kept=applied")
    assert "Slept from two" in (await nurse.gets(discussion)).text


async def test_the_same_form_sent_twice_is_one_note(nurse: Visitor) -> None:
    discussion = await nurse.first_discussion()
    fields = await nurse.fills_in(
        f"{discussion}/note",
        **{
            "add:information__kind": "observation",
            "add:information__tonight": "no",
            "add:information__words": "Sent two times",
        },
    )
    for _ in range(2):
        assert (await nurse.posts(f"{discussion}/changes", fields)).status_code == 303
    assert (await nurse.gets(discussion)).text.count("Sent two times") == 1


async def test_a_form_with_an_error_comes_back_with_what_was_typed(nurse: Visitor) -> None:
    discussion = await nurse.first_discussion()
    fields = await nurse.fills_in(f"{discussion}/note", **{"add:information__words": "Typed and not lost"})
    answer = await nurse.posts(f"{discussion}/changes", fields)
    assert answer.headers["location"] == f"{discussion}/note"
    page = (await nurse.gets(f"{discussion}/note")).text
    assert "Typed and not lost" in page
    assert "choose an answer" in page
    assert dict(fields)["nonce"] in page


async def test_a_pull_between_render_and_submit_makes_two_answers_not_an_overwrite(
    nurse: Visitor, chair: Visitor
) -> None:
    discussion = await nurse.first_discussion()
    path = f"{discussion}/ward-plan"
    early = await nurse.fills_in(path, **{"set:ward_plan.visiting__who": "anyone"})
    soon = await chair.fills_in(path, **{"set:ward_plan.visiting__who": "nobody"})
    await chair.posts(f"{discussion}/changes", _only(soon, "ward_plan.visiting"))
    answer = await nurse.posts(f"{discussion}/changes", _only(early, "ward_plan.visiting"))
    assert answer.headers["location"] == f"{discussion}/ward-safety-plan?kept=conflict"
    page = (await nurse.gets(discussion)).text
    assert "Not agreed yet. Until it is settled, nobody visits." in page
    assert re.search("Family as usual", page)


async def test_what_a_participant_may_not_write_is_held_and_said(nurse: Visitor) -> None:
    discussion = await nurse.first_discussion()
    path = "decisions.c1.section_47"
    fields = [("nonce", "n" * 32), (f"set:{path}/decision", "not"), (f"was:{path}", "null"), (f"seen:{path}", "")]
    fields += [("person", await nurse.own_id())]
    answer = await nurse.posts(f"{discussion}/changes", fields)
    assert answer.headers["location"] == f"{discussion}?kept=quarantined"
    assert "held for the chair to check" in (await nurse.gets(answer.headers["location"])).text


async def test_a_form_of_somebody_elses_page_is_shown_again_and_saved_under_nobodys_name(
    nurse: Visitor, chair: Visitor
) -> None:
    discussion = await nurse.first_discussion()
    page = f"{discussion}/note"
    note = {
        "add:information__kind": "observation",
        "add:information__tonight": "no",
        "add:information__words": "Typed before the other signed in",
    }
    hers = await nurse.fills_in(page, **note)
    for fields in (hers, [pair for pair in hers if pair[0] != "person"]):
        answer = await chair.posts(f"{discussion}/changes", fields)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
        assert "Typed before the other signed in" not in (await chair.gets(discussion)).text
    again = (await chair.gets(page)).text
    assert "Not saved: this form was opened by somebody else." in again
    assert "Typed before the other signed in" in again
    assert dict(hers)["nonce"] not in again
    # Looked at and saved all the same: then it is under the name of who saved it.
    answer = await chair.posts(f"{discussion}/changes", await chair.fills_in(page, **note))
    assert answer.headers["location"] == f"{discussion}?kept=applied"


async def test_a_form_of_somebody_elses_page_is_held_for_the_chair_where_this_person_has_no_part(
    nurse: Visitor, chair: Visitor
) -> None:
    [discussion, *_] = await chair.discussions() - await nurse.discussions()
    note = {
        "add:information__kind": "observation",
        "add:information__tonight": "no",
        "add:information__words": "Typed before a stranger signed in",
    }
    fields = await chair.fills_in(f"{discussion}/note", **note)
    answer = await nurse.posts(f"{discussion}/changes", fields)
    assert answer.headers["location"] == "/?kept=quarantined"
    assert "Typed before a stranger" not in (await chair.gets(discussion)).text


def _only(fields: list[tuple[str, str]], path: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in fields if ":" not in name or path in name]


async def test_an_action_is_begun_once_however_often_its_form_is_sent_and_has_a_page_of_its_own(chair: Visitor) -> None:
    discussion = await chair.first_discussion()
    what = {"set:actions.new.what__words": "Ring the health visitor", "set:actions.new.owner__owner": "Named nurse"}
    late = await chair.fills_in(f"{discussion}/actions/new", **what)
    answer = await chair.posts(f"{discussion}/changes", late)
    assert answer.headers["location"] == f"{discussion}/actions/new"
    assert "By when: fill this in" in (await chair.gets(answer.headers["location"])).text
    whole = await chair.fills_in(
        f"{discussion}/actions/new", **what, **{"set:actions.new.owner__due": "2040-05-02T12:00"}
    )
    for after in (f"{discussion}?kept=applied", discussion):
        assert (await chair.posts(f"{discussion}/changes", whole)).headers["location"] == after
    page = (await chair.gets(discussion)).text
    [action] = re.findall(r'href="([^"]+)"><bdi>Ring the health visitor', page)
    assert "Named nurse" in (await chair.gets(action)).text
    for nowhere in (f"{discussion}/actions/nobody", f"{action}/fly"):
        assert (await chair.gets(nowhere)).status_code == 404


async def test_what_is_not_in_a_discussion_has_no_page(chair: Visitor) -> None:
    discussion = await chair.first_discussion()
    paths = [one.path.replace("{discussion}", discussion.split("/")[2]) for one in sitemap() if one.method == "GET"]
    asked = [re.sub(r"{\w+}", "0" * 32, path) for path in paths if path.startswith(f"{discussion}/") and "{" in path]
    found = {path: (await chair.gets(path)).status_code for path in asked}
    assert found == dict.fromkeys(asked, 404)
