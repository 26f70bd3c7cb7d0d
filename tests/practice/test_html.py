"""Telegram's HTML: what it means, and what it complains of."""

from typing import Any

import pytest

from practice import html
from practice.errors import Refusal


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("plain", "plain", [], id="plain"),
        pytest.param("<b>a</b>", "a", [entity("bold", 0, 1)], id="bold"),
        pytest.param("<B>a</b>", "a", [entity("bold", 0, 1)], id="any letters"),
        pytest.param("🏟<i>b</i>", "🏟b", [entity("italic", 2, 1)], id="two units"),
        pytest.param(
            "<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)], id="nested"
        ),
        pytest.param(
            '<a href="http://x.org/?a=1&amp;b=2">x</a>',
            "x",
            [entity("text_link", 0, 1, url="http://x.org/?a=1&b=2")],
            id="link",
        ),
        pytest.param(
            '<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)], id="spoiler"
        ),
        pytest.param(
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [entity("pre", 0, 1, language="py")],
            id="code with a language",
        ),
        pytest.param(
            "<blockquote expandable>x</blockquote>",
            "x",
            [entity("expandable_blockquote", 0, 1)],
            id="long quote",
        ),
        pytest.param("&lt;&amp;&#x41;&#66;&nbsp;& &", "<&AB&nbsp;& &", [], id="references"),
        pytest.param("<b></b>x", "x", [], id="an empty tag"),
    ],
)
def test_reads(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert html.parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("é<foo>x", 'Unsupported start tag "foo" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x'", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_complains(source: str, error: str) -> None:
    with pytest.raises(Refusal) as caught:
        html.parse(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {error}"
