"""The keys of what the queue and the relay say, by the ``{placeholders}`` that each has to name.

Every one of them may name the emergency and the crisis number besides.
"""

from collections.abc import Mapping
from typing import Final

PEER_SENTENCES: Final[Mapping[str, str]] = {
    "": """
        alarm.your_words ask.about ask.blocked ask.for ask.for_me ask.for_other ask.form_over
        ask.in_en ask.in_en_chosen ask.in_es ask.in_es_chosen ask.left ask.no_emergencies
        ask.on_shift ask.same ask.same_chosen ask.thanks ask.wishes assign.done assign.nobody
        assign.whom back.thanks banner.nobody block.day block.good block.how_long block.month
        block.needs_reason block.told block.week block.why board board.empty board.needs_reason
        board.nobody_on board.not_higher board.why_lower button.accept button.assign button.back
        button.block button.break_10 button.break_30 button.callback button.cancel button.claim
        button.close button.decline button.drop button.else button.end button.endit button.hand
        button.hard button.here button.join button.known button.known_offer button.lead
        button.leave button.no button.note button.numbers button.off button.on_1 button.on_2
        button.on_4 button.on_8 button.part button.peer button.profile button.read button.rehearse
        button.release button.rename button.reopen button.replies button.report button.send
        button.shift button.skip button.unblock button.undo button.unpause button.view
        button.wished button.yes care.unpaused claim.asked_of_other claim.avoided claim.full
        claim.language claim.not_rehearsed claim.off_duty claim.on_break claim.over claim.paused
        claim.removed claim.training_expired close.note cmd.board cmd.close cmd.end cmd.invite
        cmd.lead cmd.peer cmd.profile cmd.rehearse cmd.release cmd.replies cmd.send cmd.shift
        cmd.team cmd.training cmd.transfer cmd.undo cmd.who debrief.thanks duty.break duty.off
        duty.on else.done else.looking end.by_lead end.by_person end.by_silence end.wait_by_lead
        form.kept hand.note hand.to_queue hand.you_declined held.caption held.contact_card
        held.dropped held.email held.forwarded held.link held.location held.over held.phone
        held.sent held.username invite.already invite.invalid invite.welcome join.not_active
        join.other join.you_left kind.acute_distress kind.bereavement kind.child_at_risk kind.help
        kind.medical_withdrawal kind.overdose kind.relapse_craving kind.self_harm
        kind.suicide_active kind.suicide_passive kind.violence_abuse known.thanks language.en
        language.es lead.called lead.told line.cannot line.edit_held line.gone line.nobody
        line.too_late line.whom line.whom_first lost.blocked lost.refused lower.crisis
        lower.elevated lower.ordinary menu.peer offer.for_me offer.for_other offer.no_wishes
        offer.not_said offer.over outcome.emergency outcome.misuse outcome.no_reply
        outcome.referred outcome.talked page.no_lead peer.gone peer.none_open peer.not_allowed
        priority.crisis priority.elevated priority.emergency priority.information priority.ordinary
        profile.ask_name profile.name_taken raise.crisis raise.elevated raise.emergency
        raise.ordinary rate.ask rate.better rate.same rate.thanks_better rate.thanks_same
        rate.thanks_worse rate.worse rehearse.not_now reopen.other_open reopen.over replies.gone
        report.advice report.ask report.contact report.other report.thanks report.unkind
        shift.ended shift.ended_open shift.grave_open shift.not_on shift.not_on_break shift.over
        shift.over_grave shift.own_request shift.rehearse_first silence.ask silence.kept
        step.accepted step.alarm step.answered step.asked step.assigned step.blocked step.cancelled
        step.changed_supporter step.claimed step.closed step.declined step.expired step.handed_over
        step.joined step.left step.lowered step.nudged step.offered step.paged step.raised
        step.rated step.refused step.released step.reopened step.reported step.returned
        step.unblocked team team.rehearsed_no team.rehearsed_yes team.you_left undo.done
        undo.nothing unknown_command wait.cancelled wait.expired wait.long wait.meanwhile
        wait.not_the_same when.day_0 when.day_1 when.day_2 when.day_3 when.day_4 when.day_5
        when.day_6 who who.nobody why.abuse why.danger why.harassment why.medical why.overwhelmed
        why.threat
    """,
    "about alias language priority since whom wishes": """
        board.one
    """,
    "about language mark priority since whom wishes": """
        talk.opening
    """,
    "about language name note priority since whom wishes": """
        hand.offer
    """,
    "about language priority since whom": """
        offer.alone
    """,
    "about language priority since whom wishes": """
        offer
    """,
    "alias": """
        block.done block.lifted page.worse
    """,
    "alias kind name": """
        page.alarm
    """,
    "alias minutes": """
        page.waits
    """,
    "alias minutes priority": """
        board.overdue board.waiting
    """,
    "alias name": """
        page.help page.misuse
    """,
    "alias name priority": """
        board.active
    """,
    "alias name reason": """
        page.report
    """,
    "alias name why": """
        page.help_why
    """,
    "alias on_shift place": """
        wait.place
    """,
    "alias place": """
        wait.nobody
    """,
    "alias text": """
        page.feedback
    """,
    "ask": """
        debrief
    """,
    "ask name text": """
        page.debrief_words
    """,
    "at step": """
        board.step
    """,
    "day time": """
        when.on_day
    """,
    "duty grave load name rehearsed trainings": """
        team.one
    """,
    "former name": """
        talk.handed_over
    """,
    "kind": """
        talk.told
    """,
    "kind mark": """
        alarm.banner
    """,
    "link until": """
        invite.lead invite.supporter
    """,
    "load name until": """
        board.supporter
    """,
    "mark": """
        assign.taken_away banner claim.yours close.done close.how end.over end.they_left hand.whom
        line.album line.goes_to line.waits replies replies.found silence.ask_holder silence.nudge
        silence.taken_back
    """,
    "mark name": """
        hand.accepted hand.declined hand.no_answer join.announced_holder join.left_holder
    """,
    "mark priority since": """
        who.focused who.one
    """,
    "mark text": """
        rehearse.line replies.sent
    """,
    "mark why": """
        line.lost_for
    """,
    "minutes": """
        wait.usual
    """,
    "minutes on_shift place": """
        wait.still
    """,
    "minutes place": """
        wait.still_nobody
    """,
    "most": """
        profile.bad_name
    """,
    "name": """
        back.looking claim.taken end.by_supporter hand.asked invite.accepted join.announced
        join.left page.debrief_low page.debrief_talk page.rehearsed shift.off talk.begins talk.with
        team.holds team.removed
    """,
    "name trainings": """
        profile training.noted
    """,
    "name until": """
        page.paused
    """,
    "opens": """
        wait.opens
    """,
    "priority": """
        board.set
    """,
    "text": """
        boundary plain rehearse.begins rehearse.done rehearse.hint talk.note
    """,
    "text title": """
        line.entry
    """,
    "time": """
        when.tomorrow
    """,
    "title": """
        line.article
    """,
    "trainings": """
        shift.training_expired shift.training_missing training.how training.lacking
    """,
    "until": """
        ask.blocked_until care.break care.paused shift.back shift.break shift.on shift.on_break
        shift.paused shift.started training.valid
    """,
    "what": """
        held
    """,
    "why": """
        line.lost
    """,
}
"""Placeholders, with blanks between them, to keys, with blanks between them."""
