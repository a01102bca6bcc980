"""Sphinx's settings. `python -m website` writes what Sphinx reads, then calls it with these."""

from website import WORK

project = "Derivatives for deep learning, hands on"
html_title = "Derivatives, hands on"
author = "the course's authors"
project_copyright = "prose and drawings CC BY 4.0, code MIT"
language = "en"
extensions = ["myst_nb", "website.typeset"]
exclude_patterns = ["static", "notebooks/data"]
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # nothing is fetched from elsewhere
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
html_math_renderer = "typeset"
html_theme = "sphinx_book_theme"
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_issues_button": False,
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "navbar_persistent": [],  # there is a search field beside the list of pages
    "pygments_light_style": "a11y-light",
    "pygments_dark_style": "a11y-dark",
}
html_static_path = [str(WORK / "source" / "static")]
html_css_files = ["page.css"]
html_js_files = [("page.js", {"async": "async", "fetchpriority": "high"})]  # see page/reading.js
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_context = {"default_mode": "auto"}
html_favicon = "page/icon.svg"
