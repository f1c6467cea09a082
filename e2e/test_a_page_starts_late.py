"""A slow phone: what the server took while the page was still starting is shown on it all the same (Z-31)."""

import time

from playwright.sync_api import Route

from e2e.browsers import busy
from e2e.people import Meet, with_rosie_open

WRITTEN = "Taken by the server while the page was starting"
# The push ends while nothing of the page's script can run.
PUSH_SECONDS, BUSY_SECONDS = 1.5, 3


def test_what_was_sent_meanwhile_is_not_shown_as_waiting(meet: Meet) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.context.route("**/sync/push", _late)
    nurse.sends_forms(discussion, [WRITTEN])
    nurse.page.add_init_script(busy(BUSY_SECONDS))
    nurse.opens("/on-this-device")
    nurse.waits_for("Nothing is waiting.")


def _late(route: Route) -> None:
    time.sleep(PUSH_SECONDS)
    route.continue_()
