"""The keys of what is said about callbacks, by the ``{placeholders}`` that each has to name."""

from collections.abc import Mapping
from typing import Final

CALLBACK_SENTENCES: Final[Mapping[str, str]] = {
    "": """
        button.cb_again button.cb_back button.cb_cancel button.cb_chat button.cb_confirm
        button.cb_drop button.cb_leave button.cb_me button.cb_name button.cb_number
        button.cb_resume button.cb_safe button.cb_show button.cb_time button.cbr
        call.as_back call.as_declined call.as_emergency call.as_no_answer call.as_reached
        call.as_referred call.as_wrong_number call.may_leave call.may_name call.minor call.neutral
        call.no_message call.no_time call.text call.waits_for_time
        callback.about callback.age callback.age_adult callback.age_child callback.age_minor
        callback.begun callback.caller callback.caller_is_no callback.caller_is_yes
        callback.caller_no callback.caller_yes callback.cancelled callback.changed
        callback.check_no callback.check_yes callback.child callback.closed callback.day
        callback.done callback.form_over callback.hours_changed callback.intro callback.language
        callback.lapsed callback.left callback.made callback.message callback.message_is_no
        callback.message_is_yes callback.message_no callback.message_yes callback.minor
        callback.missed callback.more_anew callback.more_done callback.more_more callback.name
        callback.name_long callback.name_odd callback.no_days callback.no_time callback.none
        callback.not_now callback.not_offered callback.not_reached callback.now_chat
        callback.number_costly callback.number_no_area callback.number_no_country
        callback.number_no_number callback.number_not_in_use callback.number_too_long
        callback.number_too_short callback.old_button callback.other_no callback.other_yes
        callback.pause callback.pause_numbers callback.share callback.share_button
        callback.shared callback.talking callback.text callback.text_is_no callback.text_is_yes
        callback.text_no callback.text_yes callback.time_gone callback.today callback.tomorrow
        callback.too_many callback.when_else callback.wrong_number callback.zone
        callback.zone_alaska callback.zone_arizona callback.zone_central callback.zone_eastern
        callback.zone_hawaii callback.zone_mountain callback.zone_pacific
        callback.zone_puerto_rico callback.zone_unknown
        cmd.callback cmd.mycallback
        step.changed step.missed step.no_answer step.revealed
    """,
    "about attempt language mark theirs when whom": """
        call.card
    """,
    "about language name number times zone": """
        callback.summary
    """,
    "about language since when whom": """
        offer.callback
    """,
    "alias name": """
        page.callback_emergency
    """,
    "alias when": """
        board.callback page.callback_closing page.callback_missed page.callback_soon
    """,
    "caller message text": """
        callback.safety
    """,
    "days payer": """
        callback.consent
    """,
    "ending name times zone": """
        callback.in_hand callback.open
    """,
    "example": """
        callback.number
    """,
    "mark": """
        call.asked_when call.hidden call.moved
    """,
    "mark theirs": """
        call.safety
    """,
    "mark when": """
        call.again call.closing_yours call.open call.over call.soon
    """,
    "name number": """
        call.number
    """,
    "name when": """
        callback.taken
    """,
    "number": """
        callback.check callback.other
    """,
    "day time": """
        when.span_day
    """,
    "time": """
        when.span_today when.span_tomorrow
    """,
    "times zone": """
        callback.more
    """,
    "when": """
        call.closing callback.missed_next
    """,
    "zone": """
        callback.time
    """,
}
"""Placeholders, with blanks between them, to keys, with blanks between them."""
