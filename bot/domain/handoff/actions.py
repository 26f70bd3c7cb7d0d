"""What can be done with a button or a command, and which role it needs."""

from enum import StrEnum

from bot.domain.handoff.supporters import Role


class Action(StrEnum):
    """One thing that can be asked of the queue; its value stands on buttons, so keep it."""

    # the person
    PEER = "peer"
    FOR_WHOM = "for"
    ABOUT = "about"
    WISH = "wish"
    WISHED = "wished"
    SAME = "same"
    SPEAK = "speak"
    LEAVE_FORM = "leave"
    CANCEL = "cancel"
    STATE = "state"
    CALLBACK = "callback"
    NUMBERS = "numbers"
    READ = "read"
    END = "end"
    SOMEONE_ELSE = "else"
    REPORT = "report"
    REPORTED = "reported"
    SEND_HELD = "send"
    DROP_HELD = "drop"
    TAKE_BACK = "undo"
    RATE = "rate"
    REOPEN = "reopen"
    STILL_HERE = "here"
    CALL_FORM = "cbf"
    MY_CALLBACK = "cbm"
    # the supporter
    CLAIM = "claim"
    KNOWN = "known"
    FOCUS = "focus"
    SEND_TO = "to"
    RELEASE = "release"
    HAND_OVER = "hand"
    HAND_TO = "handto"
    ACCEPT = "accept"
    DECLINE = "decline"
    CLOSE = "close"
    CLOSE_AS = "closeas"
    NOTE = "note"
    CALL_LEAD = "lead"
    REPLIES = "replies"
    REPLY = "reply"
    SEND_ENTRY = "entry"
    SEND_ARTICLE = "article"
    WHY_LEAD = "why"
    SHIFT = "shift"
    SHIFT_ON = "on"
    PAUSE = "break"
    BACK = "back"
    SHIFT_OFF = "off"
    HARD_WEEK = "hard"
    DEBRIEF = "debrief"
    REHEARSE = "rehearse"
    PROFILE = "profile"
    RENAME = "rename"
    UNPAUSE = "unpause"
    SET_LANGUAGE = "plang"
    SET_EXPERIENCE = "pexp"
    CALL_NUMBER = "cbr"
    CALL_DONE = "cbo"
    # the lead
    BOARD = "board"
    VIEW = "view"
    ASSIGN = "assign"
    ASSIGN_TO = "assignto"
    RAISE = "raise"
    LOWER = "lower"
    JOIN = "join"
    PART = "part"
    END_IT = "endit"
    BLOCK = "block"
    BLOCK_FOR = "blockfor"
    UNBLOCK = "unblock"
    INVITE = "invite"
    TEAM = "team"
    TRAINED = "trained"
    REMOVE = "remove"
    # the admin
    INVITE_LEAD = "invitelead"


_SUPPORTER = {
    Action.CLAIM, Action.KNOWN, Action.FOCUS, Action.SEND_TO, Action.RELEASE, Action.HAND_OVER,
    Action.HAND_TO, Action.ACCEPT, Action.DECLINE, Action.CLOSE, Action.CLOSE_AS, Action.NOTE,
    Action.CALL_LEAD, Action.WHY_LEAD, Action.REPLIES, Action.REPLY, Action.SEND_ENTRY,
    Action.SEND_ARTICLE, Action.SHIFT, Action.SHIFT_ON, Action.PAUSE,
    Action.BACK, Action.SHIFT_OFF, Action.HARD_WEEK, Action.DEBRIEF, Action.REHEARSE,
    Action.PROFILE, Action.RENAME, Action.UNPAUSE, Action.SET_LANGUAGE, Action.SET_EXPERIENCE,
    Action.CALL_NUMBER, Action.CALL_DONE,
}  # fmt: skip
_LEAD = {
    Action.BOARD, Action.VIEW, Action.ASSIGN, Action.ASSIGN_TO, Action.RAISE, Action.LOWER,
    Action.JOIN, Action.PART, Action.END_IT, Action.BLOCK, Action.BLOCK_FOR, Action.UNBLOCK,
    Action.INVITE, Action.TEAM, Action.TRAINED, Action.REMOVE,
}  # fmt: skip
_ADMIN = {Action.INVITE_LEAD}


def least_role(action: Action) -> Role:
    """Return the lowest role that may do ``action``.

    Whether it may be done to *this* request is asked besides: a supporter can act on the
    conversations in their own hands only.
    """
    if action in _ADMIN:
        return Role.ADMIN
    if action in _LEAD:
        return Role.LEAD
    return Role.SUPPORTER if action in _SUPPORTER else Role.PERSON


def allowed(role: Role, action: Action) -> bool:
    """Tell whether ``role`` may do ``action`` at all."""
    return role >= least_role(action)
