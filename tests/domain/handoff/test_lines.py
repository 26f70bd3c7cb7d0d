"""What a relayed line gives away of its sender, and which marks may stay on it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.lines import Line, LineKind, Reveal, clean_entities, reveals, shifted
from bot.domain.text import utf16_length

HELPLINES = ("15551230000", "18006624357")


def in_text(text: str) -> Reveal | None:
    return reveals(Line(LineKind.TEXT, text), helplines=HELPLINES)


def entity(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": 0, "length": 3, **more}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("write to @sam_b", Reveal.USERNAME, id="@name"),
        pytest.param("(@Samuel)", Reveal.USERNAME, id="@name in brackets"),
        pytest.param("@\u200bsamuel", Reveal.USERNAME, id="an invisible sign inside"),
        pytest.param("t.me/sam", Reveal.LINK, id="t.me"),
        pytest.param("HTTPS://T.ME/+abc", Reveal.LINK, id="invitation"),
        pytest.param("samuel.t.me", Reveal.LINK, id="name before t.me"),
        pytest.param("telegram.me/sam", Reveal.LINK, id="telegram.me"),
        pytest.param("tg://resolve?domain=sam", Reveal.LINK, id="tg"),
        pytest.param("wa.me/15551234567", Reveal.LINK, id="WhatsApp"),
        pytest.param("www.instagram.com/sam", Reveal.LINK, id="Instagram"),
        pytest.param("https://m.facebook.com/sam", Reveal.LINK, id="Facebook"),
        pytest.param("es.linkedin.com/in/sam", Reveal.LINK, id="LinkedIn"),
        pytest.param("https://x.com/sam", Reveal.LINK, id="X"),
        pytest.param("https://social.example/@sam", Reveal.LINK, id="any site's @name"),
        pytest.param("tel:5551234567", Reveal.LINK, id="tel"),
        pytest.param("sam.b+x@mail.example.org", Reveal.EMAIL, id="e-mail"),
        pytest.param("maps.app.goo.gl/abc", Reveal.LOCATION, id="map"),
        pytest.param("https://www.google.com/maps/place/x", Reveal.LOCATION, id="Google map"),
        pytest.param("(555) 123-4567", Reveal.PHONE, id="phone"),
        pytest.param("+52 55 1234 5678", Reveal.PHONE, id="abroad"),
        pytest.param("call 5551234", Reveal.PHONE, id="local"),
        pytest.param("12-34-56-78", Reveal.PHONE, id="in pairs"),
        pytest.param("31-12-2019-555", Reveal.PHONE, id="begins like a date"),
        pytest.param("55 31 12 2019", Reveal.PHONE, id="ends like a date"),
        pytest.param("555-123-4567 555-987-6543", Reveal.PHONE, id="two of them"),
        pytest.param("5️⃣5️⃣5️⃣1️⃣2️⃣3️⃣4️⃣", Reveal.PHONE, id="keys"),
        pytest.param("５５５１２３４", Reveal.PHONE, id="wide digits"),
        pytest.param("٥٥٥١٢٣٤", Reveal.PHONE, id="Arabic digits"),
        pytest.param("+855 12 345 678", Reveal.PHONE, id="855 is a country, too"),
        pytest.param("555 123 4568", Reveal.PHONE, id="next to a helpline's"),
    ],
)
def test_the_sender_is_asked_first_about(text: str, what: Reveal) -> None:
    assert in_text(text) is what


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("I have been sober for 12 years and 30 days", id="numbers"),
        pytest.param("call 911 or 988", id="emergency numbers"),
        pytest.param("988 911 741741", id="in a row"),
        pytest.param("text HOME to 741741", id="text line"),
        pytest.param("1-800-662-4357", id="toll-free"),
        pytest.param("+1 (800) 662-4357", id="toll-free with country"),
        pytest.param("1-800-662-HELP", id="toll-free in letters"),
        pytest.param("1-833-TLC-MAMA", id="more letters"),
        pytest.param("8778726262", id="toll-free without signs"),
        pytest.param("555-123-0000", id="a helpline that is known"),
        pytest.param("since 2019-11-25, I mean 11/25/2019", id="dates"),
        pytest.param("11/25/19 at 10:30", id="short date"),
        pytest.param("2019-11-25 10:30", id="date and hour"),
        pytest.param("11/25/2019 - 12/01/2019", id="from one day to another"),
        pytest.param("from 2015-2019, 10:00-22:00, 24/7", id="times"),
        pytest.param("it cost $1,000,000", id="money"),
        pytest.param("https://www.samhsa.gov/find-help", id="a page"),
        pytest.param("https://example.org/articles/1234567", id="a page's number"),
        pytest.param("meet @8pm, ok @me", id="@ that is no name"),
        pytest.param("see support.me/x and max.com/y", id="sites whose names end alike"),
    ],
)
def test_nobody_is_asked_about(text: str) -> None:
    assert in_text(text) is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        pytest.param(Line(LineKind.CONTACT), Reveal.CONTACT_CARD, id="contact card"),
        pytest.param(Line(LineKind.TEXT, contact=True), Reveal.CONTACT_CARD, id="card besides"),
        pytest.param(Line(LineKind.PHOTO, forwarded=True), Reveal.FORWARDED, id="forwarded"),
        pytest.param(Line(LineKind.LOCATION), Reveal.LOCATION, id="location"),
        pytest.param(Line(LineKind.PHOTO, "I am @samuel"), Reveal.USERNAME, id="caption"),
        pytest.param(Line(LineKind.TEXT, "Sam", (entity("text_mention", user={"id": 5}),)),
                     Reveal.USERNAME, id="a name that leads to an account"),
        pytest.param(Line(LineKind.TEXT, "@ab", (entity("mention"),)), Reveal.USERNAME,
                     id="what Telegram takes for an @name"),
        pytest.param(Line(LineKind.TEXT, "me", (entity("text_link", url="https://t.me/sam"),)),
                     Reveal.LINK, id="hidden link"),
        pytest.param(Line(LineKind.TEXT, "me", (entity("text_link", url="tel:5551234"),)),
                     Reveal.LINK, id="hidden number"),
        pytest.param(Line(LineKind.TEXT, "a@b", (entity("email"),)), Reveal.EMAIL, id="e-mail"),
        pytest.param(Line(LineKind.VOICE), None, id="voice"),
        pytest.param(Line(LineKind.TEXT, "me", (entity("bold"),)), None, id="bold"),
        pytest.param(Line(LineKind.TEXT, "nih", (entity("text_link", url="https://nih.gov"),)),
                     None, id="a page behind a word"),
    ],
)  # fmt: skip
def test_what_a_line_reveals(line: Line, what: Reveal | None) -> None:
    assert reveals(line) is what


@given(st.integers(10**6, 10**7 - 1), st.lists(st.sampled_from(["", " ", "-", ".", ") "])))
def test_a_number_of_ten_digits_is_seen_however_it_is_cut(number: int, cuts: list[str]) -> None:
    digits = f"555{number}"  # never toll-free, never a date
    cut = "".join(
        f"{digit}{sign}" for digit, sign in zip(digits, [*cuts, *[""] * 10], strict=False)
    )

    assert in_text(f"call {cut} please") is Reveal.PHONE


def test_only_what_changes_the_look_of_words_stays() -> None:
    kinds = [
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
        "expandable_blockquote", "url", "mention", "text_mention", "text_link", "custom_emoji",
        "hashtag", "cashtag", "bot_command", "email", "phone_number", "new_one",
    ]  # fmt: skip

    kept = [one["type"] for one in clean_entities(entity(kind) for kind in kinds)]

    assert kept == kinds[:10]


def test_what_an_entity_carries_besides_is_left_behind() -> None:
    cleaned = clean_entities([entity("pre", language="python", user={"id": 5}, url="tg://x")])

    assert cleaned == [entity("pre", language="python")]


@given(st.text(), st.text(min_size=1))
def test_marks_stay_on_their_words_behind_a_prefix(prefix: str, words: str) -> None:
    whole = {"type": "bold", "offset": 0, "length": utf16_length(words)}

    (moved,) = shifted([whole], utf16_length(prefix))

    units = f"{prefix}{words}".encode("utf-16-le")
    start, end = 2 * moved["offset"], 2 * (moved["offset"] + moved["length"])
    assert units[start:end].decode("utf-16-le") == words
    assert whole["offset"] == 0
