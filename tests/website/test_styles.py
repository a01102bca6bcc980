"""Style sheets keep what the pages can use, all of it, and lose the rest."""

import pytest

from website import styles

PAGE = '<p class="one two" id="three">four <b>x</b></p><script>add("five-" + n, "sixth")</script>'
NAMES = styles.names_in([PAGE], ["toggle('seven')"])


def test_names_are_those_of_elements_classes_ids_and_all_words_of_scripts():
    assert {"p", "b", "one", "two", "three", "sixth", "seven"} <= NAMES
    assert not {"four", "x"} & NAMES


@pytest.mark.parametrize(
    "rule",
    [
        ".one.two > b::before{a:b}",
        "#three:hover{a:b}",
        "*{a:b}",
        ".one:not(.gone){a:b}",
        ":is(.gone,.one) p{a:b}",
        'p[data-x=".gone"]{a:b}',
        ".seven{a:b}",
        "@font-face{a:b}",
        "@media print{p{a:url(data:x;y,{z})}}",
        "@keyframes gone{from{a:b}}",
        'p{content:"};{"}',
        "p{--x:1;a:var(--x)}",
    ],
)
def test_what_can_be_used_stays(rule):
    assert "".join(styles.pruned(rule, NAMES).split()) == "".join(rule.split())


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (".gone{a:b}p{c:d}", "p{c:d}"),
        (".gone,p{a:b}", "p{a:b}"),
        (".one .gone::after{a:b}", ""),
        ("#gone{a:b}", ""),
        ("video{a:b}", ""),
        ("/* p{ */@media print{.gone{a:b}}", ""),
        (r".w-1\/2{a:b}", ""),
        ("p{--x:var(--y);--y:1;a:b}", "p{a:b}"),
        ("p{}", ""),
    ],
)
def test_what_cannot_be_used_goes(rule, left):
    assert styles.pruned(rule, NAMES) == left


@pytest.mark.parametrize("sheet", ["p{a:b", "p{a:b}}", "p{a:b)}", "p"])
def test_a_broken_sheet_is_an_error(sheet):
    with pytest.raises(ValueError, match="style sheet"):
        styles.pruned(sheet, NAMES)
