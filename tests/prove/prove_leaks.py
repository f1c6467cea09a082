"""The scan for readable words goes red for each way they have leaked from other products."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.prove.planted import Bug, copy, is_red

SCAN = "e2e/test_nothing_readable_is_left.py"
BECAUSE = "nothing readable"
BUGS = (
    Bug(
        "a form without autocomplete=off",
        "web/templates/parts/form.jinja",
        'autocomplete="off" novalidate data-draft',
        "novalidate data-draft",
    ),
    Bug(
        "a POST answered by a page",
        "web/src/worker/taking.ts",
        "    return seeOther(next, worker.location.origin)\n  } catch",
        "    if (request.headers.has('HX-Request')) return seeOther(next, worker.location.origin)\n"
        "    const after = new Request(new URL(next, worker.location.origin))\n"
        "    const found = (await import('./routes')).matched('GET', next) as Matched\n"
        "    return (await import('./answers')).shown({ request: after } as FetchEvent, found)\n  } catch",
    ),
    Bug(
        "a child's name in a title",
        "sync/pages/discussion.ts",
        "shell('discussion', `Discussion ${doc.reference}`, inputs)",
        "shell('discussion', identities(doc).map((one) => one.name).join(), inputs)",
    ),
    Bug(
        "a key put into IndexedDB",
        "web/src/worker/hear.ts",
        "    await createVault(meta)",
        "    await createVault({ ...meta, kept: keys } as never)",
    ),
    Bug(
        "what was sent written to the log",
        "server/handlers/sync.py",
        "    asked = await _asked(request, decode_push)",
        "    print(await request.unzipped(), flush=True)\n    asked = await _asked(request, decode_push)",
    ),
)


def figures() -> Iterator[Figure]:
    with copy() as place:
        yield Figure("scan for words, nothing planted: red", int(is_red(place, None, SCAN, BECAUSE)), "runs", 1, must=0)
        for bug in BUGS:
            yield Figure(f"scan for words, {bug.name}: red", int(is_red(place, bug, SCAN, BECAUSE)), "runs", 1, must=1)
