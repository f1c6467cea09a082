"""Every page a person can come to, and its text as the worker and as the server give it."""

import re

from e2e.likeness import difference
from e2e.people import Someone
from sync.registry import Route, sitemap

# About this browser and nobody's discussion: the worker's page is another page than the server's.
OF_THE_BROWSER = {"unlock", "cover", "paper_form"}
# Only a page of the vault can be locked.
LOCK = 'action="/lock"'
# The worker counts from the second of the server's last answer, so its minute begins a little later.
MINUTE_TURNS_MS = 3_000
# By as much as that answer was on its way.
LOOKS = 5


def places(person: Someone) -> dict[str, Route]:
    """Address -> route, of every page that worker and server both answer."""
    ours = [
        one for one in sitemap() if one.where == "both" and one.template is not None and "{recorded}" not in one.path
    ]
    found = {route.path: route for route in ours if "{" not in route.path and route.name not in OF_THE_BROWSER}
    # Two of the procedures: they differ in words, and each is long.
    digests = re.findall(r'href="/procedures/(\w+)"', from_server(person, "/procedures"))[:2]
    for digest in digests:
        found |= {f"/procedures/{digest}": route for route in ours if route.name == "procedure"}
    for discussion, children in _held(person).items():
        page = from_server(person, f"/discussions/{discussion}")
        adults = "/adults/a1" in from_server(person, f"/discussions/{discussion}/adults")
        calls = from_server(person, f"/discussions/{discussion}/calls")
        present = from_server(person, f"/discussions/{discussion}/who-is-here")
        out = from_server(person, f"/discussions/{discussion}/kept-out")
        kinds = ("differences", "urgent", "visits", "actions", "notes", "wrong-child")
        found_there = (re.findall(rf"/{kind}/([\w-]+)", page) for kind in kinds)
        differences, notes, visits, actions, written, wrong = found_there
        for route in ours:
            here = route.path.replace("{discussion}", discussion)
            if here == route.path:
                continue
            each = {
                "{child}": children,
                "{difference}": dict.fromkeys(differences),
                "{note}": dict.fromkeys(notes),
                "{entry}": dict.fromkeys(written),
                "{answer}": {"the-family": None, f"{next(iter(children))}-medical": None},
                "{visit}": dict.fromkeys(visits),
                "{call}": dict.fromkeys(re.findall(r"/calls/(\w+)/held", calls)[:1]),
                "{held}": dict.fromkeys(re.findall(r"/held/([\w-]+)", calls)[:1]),
                "{event}": dict.fromkeys(re.findall(r"/happened/([\w-]+)", page)[:1]),
                "{procedure}": dict.fromkeys(digests[:1]),
                "{excluded}": dict.fromkeys(re.findall(r"/kept-out/([0-9a-f]{32})", out)[:1]),
                "{person}": dict.fromkeys(re.findall(r"/who-is-here/([\w-]+)", present)[:1]),
            }
            if "{what}" in here:
                # One entry of each discussion, and one child it may be about.
                mine = [here.replace("{what}", one).replace("{child}", next(iter(children))) for one in wrong]
                found |= dict.fromkeys(mine[:1], route)
                continue
            # The parts of one child differ in their questions alone.
            here = here.replace("{part}", "names")
            if "{adult}" in here:
                # The parts of one adult differ in their questions alone.
                adult = here.replace("{adult}", "a1").replace("{about}", "contact" if "{child}" in here else "names")
                found |= {adult.replace("{child}", next(iter(children))): route} if adults else {}
                continue
            if "{action}" in here:
                # One action of each discussion, and one step of it: they differ in words alone.
                mine = [here.replace("{action}", one).replace("{step}", "done") for one in actions if one != "new"]
                found |= dict.fromkeys(mine[:1], route)
                continue
            part = next((part for part in each if part in here), None)
            found |= {here.replace(part, one): route for one in each[part]} if part else {here: route}
    return found


def from_worker(person: Someone, path: str) -> str:
    """As the worker of this page answers it, from the vault."""
    html: str = person.page.evaluate("async (path) => (await fetch(path, { cache: 'no-store' })).text()", path)
    assert LOCK in html, f"{path} was not answered by the worker"
    return html


def from_server(person: Someone, path: str) -> str:
    """As the server answers this person's session, past the worker."""
    answer = person.context.request.get(f"{person.server.address}{path}")
    html = answer.text()
    assert answer.ok, f"{path}: {answer.status}"
    assert LOCK not in html
    return html


def unlike(person: Someone, path: str) -> str:
    """In what the two pages differ; empty where they are alike. Clocks, and a form that begins with the
    present time, may be drawn on either side of a minute: then again, when it has begun for both."""

    def once() -> str:
        return difference(from_server(person, path), from_worker(person, path))

    for _ in range(LOOKS):
        if not once():
            return ""
        person.page.wait_for_timeout(MINUTE_TURNS_MS)
    return once()


def _held(person: Someone) -> dict[str, dict[str, None]]:
    held: dict[str, dict[str, None]] = {}
    for discussion, child in re.findall(
        r'href="/discussions/([\w-]+)(?:/ward-safety-plan)?#child-(\w+)"', from_server(person, "/")
    ):
        held.setdefault(discussion, {})[child] = None
    return held
