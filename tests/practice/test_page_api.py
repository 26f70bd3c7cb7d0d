"""What the page asks: the whole state, events, files, faults, the journal."""

import asyncio
import json
from typing import Any

import pytest

from practice.server import Running
from tests.practice.clients import Page, account


async def events(page: Page, count: int, **headers: str) -> list[Any]:
    """Return the first events of a new stream."""
    seen: list[Any] = []
    async with (
        asyncio.timeout(5),
        page.session.get(f"{page.url}line/events?after=0", headers=headers) as response,
    ):
        async for line in response.content:
            if line.startswith(b"data: "):
                seen.append(json.loads(line.removeprefix(b"data: ")))
            if len(seen) == count:
                break
    return seen


async def test_a_new_line_has_five_phones_and_a_bot(page: Page) -> None:
    state = (await page("GET", "state")).body
    phones = [(phone["id"], phone["first_name"], phone["role"]) for phone in state["phones"]]

    assert phones == [
        (101, "Dana", "person"),
        (102, "Marta", "family"),
        (103, "Sam", "supporter"),
        (104, "Lee", "supporter"),
        (105, "Robin", "lead"),
    ]
    assert state["bot"]["connected"] is False
    assert state["faults"]["next"] == []


async def test_a_phone_in_the_state_has_all_a_page_needs(page: Page, running: Running) -> None:
    account(running.line).say("hi")
    phone = (await page("GET", "state")).body["phones"][0]

    assert phone.keys() >= {
        "id", "first_name", "last_name", "username", "language_code", "phone_number", "role",
        "blocked", "unread", "started", "messages", "keyboard", "force_reply", "commands",
        "pinned", "action",
    }  # fmt: skip
    assert (phone["messages"][0]["text"], phone["messages"][0]["out"]) == ("hi", True)


async def test_a_page_goes_on_from_the_last_event_it_saw(page: Page, running: Running) -> None:
    seq = (await page("GET", "state")).body["seq"]
    account(running.line).say("a")
    first = await events(page, 1, **{"Last-Event-ID": str(seq)})
    rest = await events(page, 1, **{"Last-Event-ID": str(first[0]["seq"])})

    assert (first[0]["type"], first[0]["message"]["text"]) == ("message", "a")
    assert (rest[0]["type"], rest[0]["phone_state"]["started"]) == ("phone", True)


async def test_a_page_from_another_run_is_told_to_begin_anew(page: Page) -> None:
    assert (await events(page, 1))[0]["type"] == "resync"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Practice": ""}, 403),
        ({"Host": "practice.example.org"}, 403),
        ({"Origin": "https://example.org"}, 403),
    ],
)
async def test_a_foreign_page_can_change_nothing(
    page: Page, headers: dict[str, str], status: int
) -> None:
    answer = await page("POST", "phones/101/read", {}, headers)

    assert answer.status == status
    assert status == 200 or answer.body["error"].endswith(".")


async def test_a_foreign_name_sees_nothing(page: Page) -> None:
    assert (await page("GET", "state", headers={"Host": "example.org"})).status == 403


async def test_faults_are_set_and_told(page: Page) -> None:
    answer = await page("PUT", "faults", {"delay_ms": 0, "drop_answers": 0.5})
    wrong = await page("PUT", "faults", {"rain": 1})

    assert answer.body["drop_answers"] == 0.5
    assert (await page("GET", "faults")).body == answer.body
    assert wrong.body == {"error": "There is no fault called rain."}


@pytest.mark.usefixtures("running")
async def test_the_journal_is_read_in_parts(page: Page) -> None:
    for _ in range(3):
        await page.session.get(f"{page.url}bot1:a/getMe")
    address = f"{page.url}line/journal?after=1&limit=1"
    async with page.session.get(address) as response:
        (entry,) = await response.json()

    assert (entry["n"], entry["method"]) == (2, "getMe")


async def test_the_newest_requests_come_first_to_mind(page: Page) -> None:
    for method in ("getMe", "getWebhookInfo", "getMyName"):
        await page.session.get(f"{page.url}bot1:a/{method}")
    async with page.session.get(f"{page.url}line/journal?limit=2") as response:
        methods = [entry["method"] for entry in await response.json()]

    assert methods == ["getWebhookInfo", "getMyName"]


@pytest.mark.parametrize(
    "update", [{"message": {"chat": {"id": 101}}}, {"message": 5}, {"brand_new": {"a": 1}}]
)
async def test_an_update_nobody_can_read_reaches_the_bot(
    page: Page, running: Running, update: Any
) -> None:
    update_id = (await page("POST", "raw", {"update": update})).body["update_id"]
    (queued,) = running.line.queue.first(9)

    assert json.loads(queued.body) == {"update_id": update_id, **update}


@pytest.mark.parametrize("body", [{}, {"update": {}}, {"update": {"update_id": 1}}, {"update": 5}])
async def test_a_raw_update_has_a_field_and_no_id(page: Page, body: Any) -> None:
    assert (await page("POST", "raw", body)).status == 400


@pytest.mark.parametrize("query", ["after=x", "limit=-1"])
async def test_the_journal_counts_in_whole_numbers(page: Page, query: str) -> None:
    assert (await page("GET", f"journal?{query}")).status == 400


async def test_a_load_of_messages_comes_at_once(page: Page, running: Running) -> None:
    items = [[2**33 + number % 2, f"text {number}"] for number in range(10)]
    answer = await page("POST", "load", {"items": items})
    await page("POST", "load", {"phone": 101, "texts": ["a", "b"]})

    assert answer.body == {"sent": 10}
    assert len(running.line.queue) == 12
    assert running.line.phones[2**33].messages.keys() == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("POST", "state", 405, "Method Not Allowed."),
        ("POST", "phones/dana/read", 405, "Method Not Allowed."),
        ("GET", "nothing", 404, "Not Found."),
    ],
)
async def test_even_a_wrong_path_gets_a_sentence(
    page: Page, method: str, path: str, status: int, error: str
) -> None:
    answer = await page(method, path)

    assert (answer.status, answer.body) == (status, {"error": error})


@pytest.mark.parametrize(
    "body", [{"items": [[1]]}, {"items": [[-1, "x"]]}, {"items": "x"}, {"texts": ["a"]}, []]
)
async def test_a_load_must_make_sense(page: Page, body: Any) -> None:
    assert (await page("POST", "load", body)).status == 400


async def test_the_page_itself_runs_no_foreign_scripts(page: Page) -> None:
    async with page.session.get(page.url) as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    async with page.session.get(page.url, headers={"Host": "example.org"}) as response:
        assert response.status == 403
