"""One request of the bot, checked and ready to be carried out, and its possible answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from practice.errors import bad_request
from practice.files import Upload
from practice.line import Line
from practice.phone import Phone

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A method with its parameters in their right types."""

    line: Line
    method: str
    params: Json
    files: Mapping[str, Upload] = field(default_factory=dict)

    def phone_to_write(self) -> Phone:
        """Return the chat to write to.

        Raises:
            Refusal: it cannot be written to.
        """
        if "business_connection_id" in self.params:
            raise bad_request("business connection not found")
        phone = self.line.reach_to_write(self.params["chat_id"])
        if self.params.get("message_thread_id"):
            raise bad_request("message thread not found")
        return phone

    def phone(self) -> Phone:
        """Return the chat the request names.

        Raises:
            Refusal: there is none.
        """
        return self.line.reach(self.params["chat_id"])


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer with a sentence beside its result."""

    result: Any
    description: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """A result that is JSON already."""

    text: str


Handler = Callable[[Call], Any]
"""Carries a request out and returns its result, to be encoded; raises Refusal."""
