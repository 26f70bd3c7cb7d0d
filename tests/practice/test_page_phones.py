"""What the page does with one phone, over HTTP."""

from typing import Any

import aiohttp
import pytest

from practice.server import Running
from tests.practice.clients import PNG, Page, account


async def test_a_new_phone_gets_the_next_id(page: Page) -> None:
    body = {"first_name": "Ash", "role": "person", "language_code": "es", "username": "ash_x"}
    phone = (await page("POST", "phones", body)).body

    assert (phone["id"], phone["started"], phone["messages"]) == (106, False, [])
    assert phone["username"] == "ash_x"
    assert phone["phone_number"].startswith("+1555")


async def test_a_phone_may_have_a_long_id_and_be_known_to_the_bot(
    page: Page, running: Running
) -> None:
    body = {"first_name": "Ash", "id": 2**33, "started": True}

    assert (await page("POST", "phones", body)).status == 200
    assert running.line.reach_to_write(2**33).first_name == "Ash"
    assert (await page("POST", "phones", body)).status == 409


@pytest.mark.parametrize(
    "body",
    [{}, {"first_name": ""}, {"first_name": "x" * 65}, {"first_name": 5},
     {"first_name": "x", "id": "5"}, "x"],
)  # fmt: skip
async def test_a_phone_needs_a_name(page: Page, body: Any) -> None:
    assert (await page("POST", "phones", body)).status == 400


async def test_a_phone_goes_with_all_its_messages(page: Page, running: Running) -> None:
    await page("DELETE", "phones/105")

    assert 105 not in running.line.phones
    assert (await page("DELETE", "phones/105")).body == {"error": "There is no such phone."}


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({"text": "call +1 555 010 0101"}, "entities"),
        ({"contact": {"own": True}}, "contact"),
        ({"contact": {"phone_number": "+1", "first_name": "x", "user_id": 5}}, "contact"),
        ({"location": {"latitude": 1, "longitude": 2}}, "location"),
        ({"sticker": "🙂"}, "sticker"),
        ({"forward": {"from_phone": 102, "message_id": 1}}, "forward_origin"),
        ({"forward": {"name": "Alex", "text": "hi"}}, "forward_origin"),
        ({"text": "x", "reply_to": 1}, "reply_to_message"),
        ({"text": "x", "reply_to": 1, "quote": "irs"}, "quote"),
        ({"sticker": "🙂", "reply_to": 1}, "reply_to_message"),
    ],
)
async def test_all_kinds_of_messages_reach_the_bot(
    page: Page, running: Running, body: Any, part: str
) -> None:
    account(running.line, 102).say("hi")
    account(running.line).say("first")
    sent = (await page("POST", "phones/101/messages", body)).body
    update = running.line.queue.first(9)[-1]

    assert part in sent
    assert f'"{part}"' in update.body
    assert sent["out"] is True


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": " "}, 400),
        ({"text": "x" * 4097}, 400),
        ({"contact": {}}, 400),
        ({"location": {"latitude": "north"}}, 400),
        ({"location": {"latitude": "inf", "longitude": 1}}, 400),
        ({"text": "\ud800"}, 400),
        ({"forward": {"from_phone": 999, "message_id": 1}}, 404),
        ({"forward": {"name": " ", "text": "x"}}, 400),
        ({"forward": {}}, 400),
        ({"inline": {"inline_query_id": "1", "result_id": "a"}}, 404),
        ({"forward": {"from_phone": 102, "message_id": 1}}, 404),
    ],
)
async def test_messages_that_say_nothing_are_refused(page: Page, body: Any, status: int) -> None:
    answer = await page("POST", "phones/101/messages", body)

    assert (answer.status, answer.body["error"][-1]) == (status, ".")


async def upload(page: Page, path: str = "files", **fields: str) -> Any:
    form = aiohttp.FormData(fields, quote_fields=False)
    form.add_field("file", PNG, filename="../a.png", content_type="image/png")
    address = f"{page.url}line/phones/101/{path}"
    async with page.session.post(address, data=form, headers={"X-Practice": "1"}) as response:
        return response.status, await response.json()


async def test_a_file_is_sent_with_its_caption(page: Page) -> None:
    status, sent = await upload(
        page, kind="photo", caption="/help", media_group_id="7", duration="2"
    )

    assert (status, sent["caption"], sent["media_group_id"]) == (200, "/help", "7")
    assert sent["caption_entities"][0]["type"] == "bot_command"


async def test_a_voice_tells_how_long_it_is(page: Page) -> None:
    _, sent = await upload(page, kind="voice", duration="2.6")

    assert sent["voice"]["duration"] == 2


async def test_a_document_keeps_its_bare_name(page: Page) -> None:
    _, sent = await upload(page, kind="document")

    assert sent["document"]["file_name"] == "a.png"


@pytest.mark.parametrize(
    "fields", [{"kind": "hologram"}, {}, {"kind": "voice", "duration": "long"},
               {"kind": "photo", "caption": "x" * 1025}]
)  # fmt: skip
async def test_a_file_needs_a_kind_and_numbers(page: Page, fields: dict[str, str]) -> None:
    assert (await upload(page, **fields))[0] == 400


async def test_a_file_is_replaced(page: Page, running: Running) -> None:
    await upload(page, kind="document")
    status, edited = await upload(page, "messages/1/file", kind="photo", caption="now")

    assert (status, "photo" in edited, edited["caption"]) == (200, True, "now")
    assert running.line.queue.first(9)[-1].kind == "edited_message"
    assert (await upload(page, "messages/1/file", kind="voice"))[0] == 400


async def test_what_is_typed_after_the_bots_name_is_a_query(page: Page, running: Running) -> None:
    asked = await page("POST", "phones/101/inline", {"query": "bre", "offset": "5"})
    update = running.line.queue.first(9)[-1]

    assert update.kind == "inline_query"
    assert asked.body["inline_query_id"] in update.body
    assert '"offset": "5"' in update.body


async def test_a_deleted_account_shows_it(page: Page, running: Running) -> None:
    await page("POST", "phones/101/vanish", {})

    assert running.line.summary(running.line.phones[101])["gone"] is True
    assert (await page("POST", "phones/101/messages", {"text": "x"})).status == 409


async def test_an_edit_reaches_the_bot(page: Page, running: Running) -> None:
    account(running.line).say("old")
    edited = (await page("PATCH", "phones/101/messages/1", {"text": "new @dana_x"})).body
    update = running.line.queue.first(9)[-1]

    assert (edited["text"], edited["edit_date"] > 0) == ("new @dana_x", True)
    assert (update.kind, '"mention"' in update.body) == ("edited_message", True)


async def test_a_text_may_come_with_entities(page: Page) -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    sent = await page("POST", "phones/101/messages", {"text": "hi /help", "entities": [bold]})
    edited = await page("PATCH", "phones/101/messages/1", {"text": "oh no", "entities": [bold]})

    assert [entity["type"] for entity in sent.body["entities"]] == ["bold", "bot_command"]
    assert edited.body["entities"] == [bold]


@pytest.mark.parametrize("entities", ["bold", [{}], [{"type": "bold", "offset": 0, "length": 9}]])
async def test_entities_must_fit(page: Page, entities: Any) -> None:
    body = {"text": "hi", "entities": entities}

    assert (await page("POST", "phones/101/messages", body)).status == 400


async def test_only_own_messages_can_be_edited(page: Page) -> None:
    assert (await page("PATCH", "phones/101/messages/1", {"text": "x"})).status == 404


async def test_a_message_deleted_here_is_gone_without_an_update(
    page: Page, running: Running
) -> None:
    account(running.line).say("x")
    await page("DELETE", "phones/101/messages/1")

    assert running.line.phones[101].messages == {}
    assert len(running.line.queue) == 1
    assert (await page("DELETE", "phones/101/messages/1")).status == 404


async def test_blocking_is_told_and_shuts_the_account_up(page: Page, running: Running) -> None:
    await page("POST", "phones/101/block", {"blocked": True})
    again = await page("POST", "phones/101/block", {"blocked": True})
    refused = await page("POST", "phones/101/messages", {"text": "x"})
    updates = running.line.queue.first(9)

    assert (again.status, refused.status) == (200, 409)
    assert [update.kind for update in updates] == ["my_chat_member"]
    assert '"new_chat_member": {"status": "kicked"' in updates[0].body


async def test_pressing_gives_the_id_of_the_query(page: Page, running: Running) -> None:
    account(running.line).say("hi")
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    body = {"chat_id": 101, "text": "x", "reply_markup": keyboard}
    await page.session.post(f"{page.url}bot1:a/sendMessage", json=body)
    press = {"message_id": 2, "row": 0, "column": 0}
    answer = await page("POST", "phones/101/press", press)

    assert answer.body["callback_query_id"] in running.line.queue.first(9)[-1].body
    assert (await page("POST", "phones/101/press", press | {"row": 5})).status == 404
    assert (await page("POST", "phones/101/press", press | {"row": "0"})).status == 400


async def test_a_reaction_is_shown(page: Page, running: Running) -> None:
    account(running.line).say("hi")
    await page("POST", "phones/101/react", {"message_id": 1, "emoji": "👍"})
    shown = running.line.phones[101].shown()[0]["reactions"]
    await page("POST", "phones/101/react", {"message_id": 1, "emoji": None})

    assert shown == [{"emoji": "👍", "by": "account"}]
    assert running.line.phones[101].shown()[0]["reactions"] == []


async def test_reading_sets_the_count_to_nothing(page: Page, running: Running) -> None:
    account(running.line).say("hi")
    body = {"chat_id": 101, "text": "x"}
    await page.session.post(f"{page.url}bot1:a/sendMessage", json=body)
    unread = running.line.phones[101].unread
    await page("POST", "phones/101/read", {})

    assert (unread, running.line.phones[101].unread) == (1, 0)


@pytest.mark.parametrize("path", ["press", "react", "block"])
async def test_a_body_that_is_none_is_refused(page: Page, path: str) -> None:
    address = f"{page.url}line/phones/101/{path}"
    async with page.session.post(address, data=b"{", headers={"X-Practice": "1"}) as response:
        assert (response.status, (await response.json())["error"]) == (
            400,
            "The body must be a JSON object.",
        )


async def test_a_protected_message_cannot_be_forwarded(page: Page, running: Running) -> None:
    account(running.line, 102).say("hi")
    body = {"chat_id": 102, "text": "x", "protect_content": True}
    await page.session.post(f"{page.url}bot1:a/sendMessage", json=body)
    forward = {"forward": {"from_phone": 102, "message_id": 2}}

    assert (await page("POST", "phones/101/messages", forward)).status == 409
