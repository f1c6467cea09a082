"""What a phone fetches of the styles: every class a page can ask for, and no rule for a class that nobody writes."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURGE = "import { withoutUnused } from './unused.mjs'; process.stdout.write(withoutUnused(process.argv[1]))"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a{color:red}.app-x{top:0}", "a{color:red}.app-x{top:0}"),
        (".nhsuk-button{top:0}.nhsuk-hero{top:0}", ".nhsuk-button{top:0}"),
        (".nhsuk-hero,.nhsuk-button:is(a,b){top:0}", ".nhsuk-button:is(a,b){top:0}"),
        (".nhsuk-button:not(.nhsuk-hero){top:0}", ".nhsuk-button:not(.nhsuk-hero){top:0}"),
        (".nhsuk-tag--red{top:0}.nhsuk-tag .nhsuk-hero{top:0}", ".nhsuk-tag--red{top:0}"),
        ("@media print{.nhsuk-hero{top:0}}@media print{.nhsuk-tag{top:0}}", "@media print{.nhsuk-tag{top:0}}"),
        ("@keyframes x{0%{top:0}}", "@keyframes x{0%{top:0}}"),
    ],
)
def test_only_what_nobody_writes_is_left_out(given: str, kept: str) -> None:
    node = ["node", "--input-type=module", "-e", PURGE, given]
    assert subprocess.run(node, cwd=ROOT / "web", check=True, capture_output=True, text=True).stdout == kept
