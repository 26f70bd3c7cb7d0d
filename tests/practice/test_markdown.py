"""Telegram's two Markdowns: what they mean, and what they complain of."""

from typing import Any

import pytest

from practice import markdown
from practice.errors import Refusal


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("*a*", "a", [entity("bold", 0, 1)], id="bold"),
        pytest.param("_a_ __b__", "a b", [entity("italic", 0, 1), entity("underline", 2, 1)]),
        pytest.param(
            "*a _b_*", "a b", [entity("bold", 0, 3), entity("italic", 2, 1)], id="nested"
        ),
        pytest.param("~a~||b||", "ab", [entity("strikethrough", 0, 1), entity("spoiler", 1, 1)]),
        pytest.param(r"1\.5 \*", "1.5 *", [], id="escaped"),
        pytest.param("`a.b*`", "a.b*", [entity("code", 0, 4)], id="code keeps signs"),
        pytest.param("```py\nx```", "x", [entity("pre", 0, 1, language="py")], id="language"),
        pytest.param("```\nx```", "x", [entity("pre", 0, 1)], id="no language"),
        pytest.param(
            r"[x](http://a.org/\))", "x", [entity("text_link", 0, 1, url="http://a.org/)")]
        ),
        pytest.param(">a\n>b\nc", "a\nb\nc", [entity("blockquote", 0, 3)], id="quote"),
        pytest.param(">a||", "a", [entity("expandable_blockquote", 0, 1)], id="long quote"),
        pytest.param("🏟*b*", "🏟b", [entity("bold", 2, 1)], id="two units"),
    ],
)
def test_reads(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert markdown.parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (char, f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        for char in "]()#+-=|{}.!"
    ]
    + [
        ("🏟 🏟_abacaba", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_abac * asd ", "Can't find end of Bold entity at byte offset 15"),
        ("🏟 🏟`", "Can't find end of Code entity at byte offset 9"),
        ("🏟 🏟```a ", "Can't find end of PreCode entity at byte offset 9"),
        ("🏟 🏟_🏟 🏟__", "Can't find end of Underline entity at byte offset 19"),
        ("[x](http", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_complains(source: str, error: str) -> None:
    with pytest.raises(Refusal) as caught:
        markdown.parse(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {error}"


def test_the_older_one_does_not_nest() -> None:
    text, entities = markdown.parse_old("*a* _b_ `c` [d](http://e.org) \\* .")

    assert text == "a b c d * ."
    assert [entity["type"] for entity in entities] == ["bold", "italic", "code", "text_link"]


def test_the_older_one_complains_of_an_open_sign() -> None:
    with pytest.raises(Refusal, match="Can't find end of the entity starting at byte offset 2"):
        markdown.parse_old("a *b")
