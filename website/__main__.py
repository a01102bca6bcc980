"""`python -m website` (or `make site`): draw what isn't drawn yet, and write the pages into `_site/`."""

import argparse
import concurrent.futures
import contextlib
import html
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from website import (
    ROOT,
    WORK,
    budgets,
    calls,
    figures,
    grids,
    lean,
    lite,
    live,
    packs,
    source,
    supply,
)

LARGEST = 60_000_000  # bytes of the whole site, without Python for the tab
CHUNK = 6  # choices of a figure's settings that one process draws in a row


def main(arguments=None):
    """Build the site. Returns Sphinx's exit code."""
    asked = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    asked.add_argument("--small", action="store_true", help="few places of each figure, for tests")
    asked.add_argument(
        "--only", help="draw these figures fully, parts of names with commas; others small"
    )
    asked.add_argument("--live", action="store_true", help="with --small: can be made live too")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--out", type=Path, default=ROOT / "_site")
    given = asked.parse_args(arguments)
    os.environ["DERIVATIVES_PROGRESS"] = str(Path(tempfile.mkdtemp(), "progress.json"))
    begun = time.perf_counter()
    html_of, parts = draw(source.all_calls(), given)
    source.write(html_of)
    code = sphinx(given.out)
    source.copy_packs(parts, given.out / "packs")
    drawn = "few pictures" if given.small else f"all of {given.only}" if given.only else "all"
    (given.out / "drawn.txt").write_text(f"{drawn}\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in given.out.rglob("*") if file.is_file())
    took = time.perf_counter() - begun
    print(
        f"{given.out}: {size / 1e6:.1f} MB, of which packs {sum(map(len, parts.values())) / 1e6:.1f} MB; "
        f"{took:.0f} s"
    )
    if given.live or not given.small:
        tab(given.out, notebooks=not given.small)
    if size > LARGEST:
        print(
            f"That is more than {LARGEST / 1e6:.0f} MB: keep fewer places, in website/budgets.py."
        )
    return code or int(size > LARGEST)


def tab(out, notebooks):
    """Python for the reader's tab: pages that come alive, and the notebooks as notebooks beside them."""
    if supply.copy(out):
        live.add(out)
        if notebooks:
            lite.build(out.resolve())
            lite.link(out)


def budget(call, given):
    """How much of a figure is drawn."""
    named = given.only and any(part in call.figure for part in given.only.split(","))
    return grids.SMALL if (given.small or given.only) and not named else budgets.budget(call.figure)


def draw(all_calls, given):
    """(dict from Call to HTML, dict from a part's name to its text), drawn by several processes."""
    of = {call: budget(call, given) for call in all_calls}
    with concurrent.futures.ProcessPoolExecutor(given.jobs) as pool:
        plans = dict(zip(all_calls, pool.map(figures.plan, all_calls, of.values()), strict=True))
        asked = []
        for call in all_calls:
            numbers = range(plans[call]["choices"])
            lacking = [n for n in numbers if not packs.is_kept(call, of[call], n)]
            some = [lacking[i : i + CHUNK] for i in range(0, len(lacking), CHUNK)]
            asked += [pool.submit(_several, call, of[call], chunk) for chunk in some]
        for done in concurrent.futures.as_completed(asked):
            print(done.result(), flush=True)
    html_of, parts = {}, {}
    for call in all_calls:
        named = []
        for number in range(plans[call]["choices"]):
            pack = packs.pack(call, of[call], number)
            texts = {f"{call.name}/{calls.digest(text)[:10]}": text for text in pack["parts"]}
            parts |= texts
            named.append(list(texts))
        html_of[call] = _with_packs(plans[call]["html"], named)
    return html_of, parts


def _several(call, budget, numbers):
    begun = time.perf_counter()
    made = [packs.pack(call, budget, number) for number in numbers]
    size = max(sum(map(len, pack["parts"])) for pack in made)
    places = max(pack["places"] for pack in made)
    took = time.perf_counter() - begun
    each = f"at most {places} of {made[0]['of']} places, {size:,} B"
    return f"{call.source}: {len(made)} packs, {each}, {took:.0f} s"


def _with_packs(figure, named):
    """The figure's HTML with the names of its packs' parts."""
    told = html.escape(json.dumps(named))
    return figure.replace("<figure ", f'<figure data-packs="{told}" ', 1)


def sphinx(out):
    """Let Sphinx write the pages, and put them where they are wanted. What it warns of is an error."""
    from sphinx.cmd.build import main as build

    made = WORK / "html"  # myst-nb leaves a folder of its own beside it
    options = [
        "-q",
        "-W",
        "--keep-going",
        "-c",
        str(ROOT / "website"),
        "-d",
        str(WORK / "doctrees"),
    ]
    with contextlib.chdir(ROOT):
        code = build([*options, "-b", "html", str(source.FOLDER), str(made)])
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(made, out, ignore=shutil.ignore_patterns(".buildinfo*", "objects.inv", "*.map"))
    lean.lighten(out)
    return code


if __name__ == "__main__":
    sys.exit(main())
