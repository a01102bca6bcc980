"""JupyterLite gets every notebook as it is, with all that it shows and reads; each page leads to its own."""

import re

from website import NOTEBOOKS, ROOT, lite


def test_the_readers_files_are_the_courses_unchanged(tmp_path):
    lite.write_contents(tmp_path / "contents")
    shown = set()
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        assert (tmp_path / "contents/notebooks" / path.name).read_bytes() == path.read_bytes()
        shown |= set(re.findall(r"\.\./img/[\w.-]+", path.read_text(encoding="utf-8")))
    assert len(shown) > 5
    for name in [*shown, "data/co2.csv", "data/penguins.csv"]:
        copied, own = (root / "notebooks" / name for root in (tmp_path / "contents", ROOT))
        assert copied.read_bytes() == own.read_bytes()


def test_each_page_leads_to_its_notebook_and_others_to_the_first(tmp_path):
    page = "<h1>top</h1>\n<article><h1>Title</h1>\n<p>text</p></article>"
    for where in (
        "index.html",
        "notebooks/01_slope.html",
        "search.html",
        "_static/a.html",
        "lite/b.html",
    ):
        (tmp_path / where).parent.mkdir(exist_ok=True)
        (tmp_path / where).write_text(page)
    lite.link(tmp_path)
    slope = (tmp_path / "notebooks/01_slope.html").read_text()
    assert '../lite/lab/index.html?path=notebooks/01_slope.ipynb">Open as a notebook<' in slope
    assert slope.count("Open as a notebook") == 1 and slope.index("Title") < slope.index("Open as")
    assert '"lite/lab/index.html?path=notebooks/00_start' in (tmp_path / "index.html").read_text()
    for other in ("search.html", "_static/a.html", "lite/b.html"):
        assert (tmp_path / other).read_text() == page


def test_python_is_the_sites_own_and_nothing_is_asked_of_pypi():
    told = lite.page()["litePluginSettings"][lite.KERNEL]
    assert told["pyodideUrl"] == "./../pyodide/pyodide.mjs" and told["disablePyPIFallback"] is True
    assert told["loadPyodideOptions"]["env"]["DERIVATIVES_PROGRESS"].startswith("/drive/")


def test_on_a_phone_the_notebook_has_the_width_and_typed_code_is_saved_soon():
    page = lite.narrow("<html><head><title>Lab</title></head><body></body></html>")
    assert page.index("max-width") < page.index("</head>") and page.count("<script>") == 1
    assert lite.OVERRIDES["@jupyterlab/docmanager-extension:plugin"]["autosaveInterval"] <= 10
