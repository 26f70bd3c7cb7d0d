"""What the bot may ask about itself, chats, people and files, and what it may say of itself."""

import re
from functools import partial
from typing import Any

from practice.call import Call, Handler
from practice.errors import bad_request
from practice.files import DOWNLOAD
from practice.profile import menu_key
from practice.utf16 import length

Json = dict[str, Any]

COMMAND = re.compile(r"[a-z0-9_]+")
COMMANDS, NAME, DESCRIPTION = 100, 32, 256
"""Most commands of a menu; longest name and description of one."""
LANGUAGE = re.compile(r"[a-z]{2}")
TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    """Carry out getMe."""
    return call.line.profile.me()


def true(_call: Call) -> bool:
    """Carry out logOut and close, which have nothing to do here."""
    return True


def get_file(call: Call) -> Json:
    """Carry out getFile; bots may fetch up to 20 MB."""
    file = call.line.files.get(call.params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.ids(), "file_path": file.path}


def get_chat(call: Call) -> Json:
    """Carry out getChat."""
    phone = call.phone()
    pinned = phone.messages.get(phone.pinned[-1]) if phone.pinned else None
    gifts = (
        "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
        "gifts_from_channels",
    )  # fmt: skip
    return {
        **phone.chat,
        "accent_color_id": phone.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
        **({"pinned_message": pinned} if pinned else {}),
    }


def get_chat_member(call: Call) -> Json:
    """Carry out getChatMember; a private chat has two members."""
    phone, wanted = call.phone(), call.params["user_id"]
    users = {phone.id: phone.user, call.line.profile.id: call.line.profile.user}
    if wanted not in users:
        raise bad_request("user not found")
    return {"status": "member", "user": users[wanted]}


def get_photos(call: Call) -> Json:
    """Carry out getUserProfilePhotos; nobody has one here."""
    if call.params["user_id"] not in call.line.phones:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def set_commands(call: Call) -> bool:
    """Carry out setMyCommands for a scope and a language."""
    commands = [_command(command) for command in call.params["commands"]]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _put_menu(call, commands)
    return True


def _command(command: Json) -> Json:
    name, text = command["command"].removeprefix("/"), command["description"].strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if length(name) > NAME:
        raise bad_request(f"Command length must not exceed {NAME}")
    if not text:
        raise bad_request("Command description must be non-empty")
    if length(text) > DESCRIPTION:
        raise bad_request(f"Command description length must not exceed {DESCRIPTION}")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": text}


def delete_commands(call: Call) -> bool:
    """Carry out deleteMyCommands."""
    _put_menu(call, [])
    return True


def get_commands(call: Call) -> list[Json]:
    """Carry out getMyCommands: exactly what was set for the scope and language."""
    return call.line.profile.menu(_scope(call), _language(call))


def _put_menu(call: Call, commands: list[Json]) -> None:
    key = menu_key(_scope(call), _language(call))
    call.line.profile.commands.pop(key, None)
    if commands:
        call.line.profile.commands[key] = commands
    call.line.bot_changed()
    for phone in call.line.phones.values():
        call.line.phone_changed(phone)


def _scope(call: Call) -> Json | None:
    scope: Json | None = call.params.get("scope")
    if scope is not None and "chat_id" in scope:
        call.line.reach(scope["chat_id"])
    return scope


def _language(call: Call) -> str:
    language: str = call.params.get("language_code", "")
    if language and not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def set_text(kind: str, call: Call) -> bool:
    """Carry out setMyName, setMyDescription and setMyShortDescription."""
    text = call.params.get(kind, "")
    if length(text) > LONGEST[kind]:
        raise bad_request(f"{kind.replace('_', ' ')} is too long")
    call.line.profile.set_text(kind, _language(call), text)
    call.line.bot_changed()
    return True


def get_text(kind: str, call: Call) -> Json:
    """Carry out the methods that read them back."""
    text = call.line.profile.text(kind, _language(call))
    return {kind: text or (call.line.profile.user["first_name"] if kind == "name" else "")}


def set_menu_button(call: Call) -> bool:
    """Carry out setChatMenuButton for one chat or for all."""
    button = call.params.get("menu_button") or {"type": "default"}
    if "chat_id" not in call.params:
        call.line.profile.menu_button = button
        call.line.bot_changed()
        return True
    phone = call.phone()
    phone.menu_button = button
    call.line.phone_changed(phone)
    return True


def get_menu_button(call: Call) -> Json:
    """Carry out getChatMenuButton."""
    general = call.line.profile.menu_button or {"type": "commands"}
    if "chat_id" not in call.params:
        return general
    own = call.phone().menu_button
    return general if own is None or own["type"] == "default" else own


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "logOut": true,
    "close": true,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getUserProfilePhotos": get_photos,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
    **{f"setMy{name}": partial(set_text, kind) for name, kind in TEXTS.items()},
    **{f"getMy{name}": partial(get_text, kind) for name, kind in TEXTS.items()},
}
