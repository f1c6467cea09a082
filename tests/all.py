"""`make test`: every test of Python, browser and TypeScript, and one closing line that counts them all."""

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
NODE = re.compile(r"^(?:#|ℹ) (pass|fail|skipped|todo|cancelled) (\d+)$")
MEANS = {
    "pass": "passed",
    "fail": "failed",
    "error": "failed",
    "errors": "failed",
    "xpassed": "failed",
    "cancelled": "failed",
}

# Two at a time: each with a database, or a server and a Chromium, of its own.
PARTS: dict[str, list[str]] = {
    "Python": [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "tests"],
    "browser": [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "e2e"],
    "TypeScript": ["npm", "--prefix", "web", "run", "--silent", "test"],
}


def main() -> int:
    """Exit code 0 only if every part ran some tests, and none failed or was left out."""
    total: Counter[str] = Counter()
    bad = False
    for name, command in PARTS.items():
        began = time.monotonic()
        code, counts = run(command)
        total.update(counts)
        left_out = counts["skipped"] + counts["todo"]
        bad = bad or code != 0 or counts["passed"] == 0 or left_out > 0
        print(f"{name}: {said(counts)} in {time.monotonic() - began:.0f} s (exit {code})\n", flush=True)
    if bad and total["failed"] == 0:
        print("A part ran no test, left some out, or stopped early: that counts as one failure.")
        total["failed"] = 1
    print(f"{total['passed']} passed, {total['failed']} failed")
    return 1 if bad else 0


def run(command: list[str]) -> tuple[int, Counter[str]]:
    """Runs one part, letting its words through, and reads the counts from its closing lines."""
    lines = []
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line.strip())
    return process.returncode, counted(lines)


def counted(lines: list[str]) -> Counter[str]:
    """What pytest's last line, or node's closing lines, say."""
    counts: Counter[str] = Counter()
    for line in lines:
        if found := NODE.match(line):
            counts[MEANS.get(found[1], found[1])] += int(found[2])
    summary = next((line for line in reversed(lines) if " in " in line and PYTEST.search(line)), "")
    for number, word in PYTEST.findall(summary):
        counts[MEANS.get(word, word)] += int(number)
    return counts


def said(counts: Counter[str]) -> str:
    return ", ".join(
        f"{counts[word]} {word}" for word in ("passed", "failed", "skipped", "todo") if counts[word] or word == "passed"
    )


if __name__ == "__main__":
    sys.exit(main())
