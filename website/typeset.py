"""Formulas become pictures of themselves while the site is built, so that a page needs no script for them.

MathJax does it, in node, all formulas at once: SVG for the eye, MathML for a screen reader. A page
carries each letter's outline once. A Sphinx extension; `html_math_renderer = "typeset"`.
"""

import importlib.util
import json
import re
import subprocess
from pathlib import Path

from docutils import nodes

PROGRAM = Path(__file__).with_name("typeset.cjs")
_NEEDLESS = re.compile(r' (?:data-mml-node|data-c|data-latex|focusable|data-mjx-texclass)="[^"]*"')
_USED = re.compile(r'href="#(MJX-[^"]+)"')


def mathjax():
    """The folder of MathJax that came with a package (it says "offline" and has a hyphen)."""
    found = importlib.util.find_spec("sphinx-mathjax-offline")
    if found is None:
        raise ModuleNotFoundError("sphinx-mathjax-offline isn't installed: run `make site`")
    return Path(next(iter(found.submodule_search_locations)), "static", "mathjax")


def typeset(formulas):
    """(dict from formula to HTML, dict from glyph to SVG); a formula is (TeX, whether on its own).

    Raises ValueError with MathJax's words where a formula can't be read.
    """
    formulas = list(formulas)
    command = ["node", str(PROGRAM), str(mathjax())]
    done = subprocess.run(command, input=json.dumps(formulas), capture_output=True, text=True)
    if done.returncode:
        raise ValueError(f"a formula can't be read: {done.stderr.strip()}")
    made = json.loads(done.stdout)
    small = [_NEEDLESS.sub("", html).replace("xlink:href", "href") for html in made["formulas"]]
    return dict(zip(formulas, small, strict=True)), made["glyphs"]


def setup(app):
    """Register the renderer."""
    app.add_html_math_renderer("typeset", (_show, None), (_show, None))
    app.connect("env-updated", _typeset_all)
    app.connect("html-page-context", _add_glyphs)
    return {"parallel_read_safe": True, "parallel_write_safe": False}


def _formula(node):
    text = node.astext().strip()
    alone = isinstance(node, nodes.math_block)
    if alone and "\\\\" in text and "\\begin" not in text:
        text = f"\\begin{{split}}{text}\\end{{split}}"
    return text, alone


def _typeset_all(app, env):
    found = dict.fromkeys(
        _formula(node)
        for name in sorted(env.all_docs)
        for kind in (nodes.math, nodes.math_block)
        for node in env.get_doctree(name).findall(kind)
    )
    app.typeset = typeset(found) if found else ({}, {})


def _show(translator, node):
    text, alone = _formula(node)
    html = translator.builder.app.typeset[0][text, alone]
    kind = ("div", " typeset-block") if alone else ("span", "")
    translator.body.append(f'<{kind[0]} class="math{kind[1]}">{html}</{kind[0]}>')
    raise nodes.SkipNode


def _add_glyphs(app, pagename, templatename, context, doctree):
    body = context.get("body")
    used = sorted(set(_USED.findall(body or "")))
    if used:
        shapes = "".join(app.typeset[1][name] for name in used)
        context["body"] = (
            f'<svg class="typeset-glyphs" aria-hidden="true"><defs>{shapes}</defs></svg>{body}'
        )
