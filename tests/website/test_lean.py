"""What the theme brings and no page needs is taken out; the rest stays as it was."""

import pytest

from website import lean

SCRIPT = (
    'var i={bars:[448,512,["navicon"],"f0c9","M0 96"],"angle-left":[256,512,[8249],"f104","M9 2"]}'
)
PAGE = """<html><head>
<link href="{up}_static/styles/theme.css?digest=1" rel="stylesheet" />
<link rel="preload" as="script" href="{up}_static/scripts/bootstrap.js" />
<link rel="stylesheet" href="{up}_static/page.css?v=2" />
<script defer src="{up}_static/scripts/fontawesome.js?digest=1"></script>
<script src="{up}_static/documentation_options.js?v=3"></script>
<script src="{up}_static/doctools.js"></script>
<script async="async" fetchpriority="high" src="{up}_static/page.js?v=4"></script>
<script src="{up}searchindex.js"></script>
<script>t = localStorage.getItem("theme") || "auto"; f("opened")</script>
</head><h2>Contents</h2><i class="fa-solid fa-bars fa-lg"></i><article>
<figure data-packs="[[&quot;f/a&quot;], [&quot;f/b&quot;, &quot;f/c&quot;]]" class="moving stage" id="f"
 data-about="{{&quot;sizes&quot;: [2], &quot;first&quot;: [1]}}"></figure></html>"""


@pytest.fixture
def site(tmp_path):
    files = {
        "index.html": PAGE.format(up=""),
        "search.html": PAGE.format(up=""),
        "notebooks/01.html": PAGE.format(up="../"),
        "_static/scripts/fontawesome.js": SCRIPT,
        "_static/vendor/fontawesome/font.woff2": "",
        "_static/documentation_options.js": "const DOCUMENTATION_OPTIONS = {};",
        "_static/searchtools.js": "find('[role=\"main\"]')",
        "_static/basic.css": "i{c:d}.unheard-of{e:f}",
        "_static/pst.js": "find('later')",
        "_static/styles/theme.css": '@import "../basic.css";.fa-bars,.fa-navicon{--fa:"\\f0c9"}'
        "p{q:r}.later{s:t}.opened{u:v}",
        "_static/page.css": ".in-a-pack{f:url('data:image/svg+xml,x')}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_page_brings_its_style_sheet_and_waits_for_no_script(site):
    lean.lighten(site)
    for name, up in (("index.html", ""), ("notebooks/01.html", "../")):
        text = (site / name).read_text()
        assert "stylesheet" not in text and text.count("<style>i{c:d}") == 1
        assert "fontawesome" not in text and "searchindex" not in text
        assert '<script src="' not in text and "<script>const DOCUMENTATION_OPTIONS" in text
        assert text.index("page.js") < text.index("doctools.js")
        assert (
            f'<link rel="preload" as="script" fetchpriority="high" href="{up}packs/f/b.js">' in text
        )
        assert "prefers-color-scheme" in text and '"auto"' not in text
    later = PAGE.format(up="").replace("<figure", "<h2>Later</h2><figure")
    assert lean._first_pack(later, "") == "" != lean._first_pack(PAGE.format(up=""), "")
    assert "searchindex" in (site / "search.html").read_text()
    assert "find('.bd-article')" in (site / "_static/searchtools.js").read_text()
    assert not list(site.rglob("*fontawesome*"))


def test_the_style_sheet_has_all_in_order_and_the_icons_in_use(site):
    lean.lighten(site)
    sheet = (site / "index.html").read_text().partition("<style>")[2].partition("</style>")[0]
    rules = ("i{c:d}", ".later{s:t}", ".opened{u:v}", ".in-a-pack{f:url")
    assert sorted(rules, key=sheet.index) == [*rules]
    assert ".unheard-of" not in sheet
    assert "--fa:" not in sheet and "M0%2096" in sheet and "M9" not in sheet


def test_a_page_has_no_rule_of_another_one(site):
    other = site / "notebooks/01.html"
    other.write_text(other.read_text().replace("<article>", '<article class="unheard-of">'))
    lean.lighten(site)
    assert ".unheard-of{e:f}" in other.read_text()
    assert ".unheard-of" not in (site / "index.html").read_text()


def test_what_would_be_lost_is_an_error(site):
    (site / "index.html").write_text(PAGE.format(up="").replace("fa-bars", "fa-bar"))
    with pytest.raises(ValueError, match=r"no fa-bar$"):
        lean.lighten(site)
    with pytest.raises(ValueError, match="in another way"):
        lean._searching_texts("find('main')")
    with pytest.raises(ValueError, match=r"no fa-left$"):
        lean.icons('<i class="fa-solid fa-left">', SCRIPT)


def test_a_style_sheet_that_asks_for_more_is_an_error(site):
    (site / "_static/page.css").write_text("e{f:url(font.woff2)}")
    with pytest.raises(ValueError, match="asks for more"):
        lean.lighten(site)
