"""YAML as plain words, and complaints that a volunteer can act on."""

import pytest

from bot.content.plain_yaml import BrokenYamlError, read


def problems(text: str) -> list[str]:
    with pytest.raises(BrokenYamlError) as caught:
        read(text)
    return [problem.message for problem in caught.value.problems]


def test_words_that_yaml_would_change_stay_words() -> None:
    document = read("a: no\nb: [on, off, 2027-05-24, 0123, ~, null]\n")

    assert document.data == {"a": "no", "b": ["on", "off", "2027-05-24", "0123", "~", "null"]}


def test_says_on_which_line_each_thing_begins() -> None:
    lines = read("a: x\nb:\n  - y\n  - z\n", first_line=10).lines

    assert (lines["a",], lines["b",], lines["b", 1]) == (10, 11, 13)


def test_accents_typed_in_two_parts_become_one() -> None:
    assert read("a: adiccio\u0301n").data == {"a": "adicci\u00f3n"}


def test_an_empty_file_is_an_empty_text() -> None:
    assert read("# nothing yet\n").data == ""


def test_a_key_written_twice_is_refused_with_both_lines() -> None:
    assert problems("a: x\nb: y\na: z\n") == [
        "is written twice, on lines 1 and 3: keep one of them"
    ]


def test_all_keys_written_twice_are_told_at_once() -> None:
    assert len(problems("a: x\na: y\nb:\n  c: x\n  c: y\n")) == 2


@pytest.mark.parametrize(
    ("text", "where", "mend"),
    [
        pytest.param("a: b: c", "line 1, column 5", "colon", id="colon in a text"),
        pytest.param("a:\n\t- x", "line 2, column 1", "Tab", id="tab"),
        pytest.param("a: *foo", "line 1, column 4", "begins with *", id="star"),
        pytest.param("- @home", "line 1, column 3", "begins with a sign", id="at sign"),
        pytest.param("a: {emergency} now", "line 1", "quotes", id="brace"),
        pytest.param("a: 'foo", "line 1", "never closed", id="open quotation"),
        pytest.param('- "why" do people', "line 1", "whole text", id="text after a quotation"),
        pytest.param("a:\n  - x\n b: y", "line 3", "mind the spaces", id="out of line"),
        pytest.param("a: x\nfoo\n", "line 3", "`key:`", id="no key"),
        pytest.param("a: | foo\n b", "line 1", "next line", id="text after a bar"),
    ],
)
def test_a_slip_is_told_with_its_place_and_its_mend(text: str, where: str, mend: str) -> None:
    (message,) = problems(text)

    assert where in message
    assert mend in message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: !help me", id="tag"),
        pytest.param("- [x]: y", id="a list for a key"),
        pytest.param("a: x\0", id="not a text"),
        pytest.param("a: \x07", id="invisible sign"),
        pytest.param("a: x\n---\nb: y", id="two documents"),
        pytest.param("- press #2 for spanish", id="cut short by a hash"),
    ],
)
def test_what_is_no_plain_text_is_refused(text: str) -> None:
    assert len(problems(text)) == 1


@pytest.mark.parametrize("text", ["- x  # a note", "- 'press #2' #note", "- |\n  press #2"])
def test_a_comment_is_no_cut_text(text: str) -> None:
    assert len(str(read(text).data)) < 20
