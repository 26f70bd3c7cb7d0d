"""Ask the matcher and the triage what they make of the curators' own test lines."""

from collections.abc import Iterator

from bot.content.findings import Finding, shorten
from bot.content.models import EntryFile, PatternRow
from bot.content.tree import Filed, Tree
from bot.domain.crisis import Alarm, Tier
from bot.domain.knowledge import LANGUAGES, Knowledge
from bot.domain.matching import LexicalMatcher
from bot.domain.triage import Triage


def findable(tree: Tree, knowledge: Knowledge) -> Iterator[Finding]:
    """Refuse an example whose best answer is another entry than its own."""
    matcher = LexicalMatcher.of(knowledge.entries.values(), knowledge.words)
    for entry in tree.entries:
        yield from _found(entry, matcher)


def _found(entry: Filed[EntryFile], matcher: LexicalMatcher) -> Iterator[Finding]:
    for language in LANGUAGES:
        for at, example in enumerate(getattr(entry.body, language).examples):
            matches = matcher.rank(example, language, limit=1)
            if not matches:
                told = f"{shorten(example)} finds nothing: add a phrasing like it"
            elif matches[0].entry_id != entry.stem:
                told = f"{shorten(example)} finds {matches[0].entry_id}: add a phrasing like it"
            else:
                continue
            yield entry.finding((language, "examples", at), told, rule="findable")


def alarms(tree: Tree, knowledge: Knowledge) -> Iterator[Finding]:
    """Refuse a pattern that misses a line it must hear, or cries at one it must not."""
    triage = Triage(knowledge.patterns)
    for filed in tree.crisis.values():
        for at, row in enumerate(filed.body.patterns):
            for key, number, told in _heard(row, triage):
                yield filed.finding(("patterns", at, key, number), told, rule="alarms")


def _heard(row: PatternRow, triage: Triage) -> Iterator[tuple[str, int, str]]:
    for number, line in enumerate(row.must_alarm):
        if not _hears(triage.assess(line), row):
            told = f"{shorten(line)} must raise {row.kind.value!r} and does not ({row.id})"
            yield "must_alarm", number, told
    for number, line in enumerate(row.must_not_alarm):
        alarm = triage.assess(line)
        if alarm.tier >= Tier.CRISIS:
            by = ", ".join(alarm.patterns)
            yield "must_not_alarm", number, f"{shorten(line)} raises the alarm, by {by} ({row.id})"


def _hears(alarm: Alarm, row: PatternRow) -> bool:
    return row.kind in alarm.kinds and alarm.tier >= row.tier
