"""For every demo discussion, person and page: the server's page is the worker's, with nothing pending."""

import pytest

from e2e.likeness import difference, read
from e2e.people import ROLES, Meet
from e2e.places import places, unlike

PAGE = (
    '<main id="a" class="b c"><p>Seen <b>today</b></p><p data-freshness="copy">now<br><i>5</i></p>'
    "<p data-freshness>by the end of today</p>"
    '<input name="nonce" value="1"></main>'
)


@pytest.mark.parametrize("role", ROLES)
def test_page_for_page(meet: Meet, role: str) -> None:
    person = meet(role)
    person.enrols()
    found = places(person)
    differing = {path: words for path in found if (words := unlike(person, path))}
    print(f"{role}: {len(found)} pages, {len(differing)} unlike")
    assert {route.name for route in found.values()} >= {"tonight", "discussion", "visit", "decision", "ward_plan"}
    assert not differing, "\n\n".join(f"{path}\n{words}" for path, words in differing.items())


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("today", "tomorrow"),
        ('class="b c"', 'class="c b"'),
        ('class="b c"', 'class="b"'),
        ("Seen <b>today</b>", "<b>today</b> Seen"),
        ("<p>Seen <b>today</b></p>", ""),
        ('data-freshness="copy"', "data-freshness"),
        ("end of", "beginning of"),
        ("</main>", "<p>More</p></main>"),
    ],
)
def test_a_changed_word_class_or_order_is_seen(was: str, becomes: str) -> None:
    assert was in PAGE
    assert difference(PAGE, PAGE.replace(was, becomes, 1)) != ""


def test_only_what_says_whose_copy_it_is_may_differ() -> None:
    later = PAGE.replace("now<br><i>5</i>", "an hour ago").replace('value="1"', 'value="2"')
    assert difference(PAGE, later) == ""
    assert ("text", "Seen") in read(PAGE)
