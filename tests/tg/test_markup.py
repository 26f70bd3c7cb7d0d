"""The curators' marks."""

import pytest

from bot.tg.markup import html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("**now** or later", "<b>now</b> or later", id="bold"),
        pytest.param("a < b & c", "a &lt; b &amp; c", id="signs"),
        pytest.param("- one\n- two", "• one\n• two", id="list"),
        pytest.param("<b>no</b>", "&lt;b&gt;no&lt;/b&gt;", id="html is no mark"),
        pytest.param("5 ** 2", "5 ** 2", id="a lone mark"),
        pytest.param("  spaced \n", "spaced", id="spaces around"),
    ],
)
def test_marks_become_html(text: str, shown: str) -> None:
    assert html(text) == shown
