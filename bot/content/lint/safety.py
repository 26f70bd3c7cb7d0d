"""What could hurt: doses and tapers, numbers that nobody checked, sensitive answers bare."""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.findings import Finding
from bot.content.lint.passages import passages
from bot.content.models import HelplineRow
from bot.content.tree import Tree
from bot.domain.crisis import Kind
from bot.domain.text import normalise

_DRUGS: Final = re.compile(
    r"buprenorphin|buprenorfin|suboxone|subutex|sublocade|methadon|metadon|naltrexon|vivitrol"
    r"|opioid|opiod|opiat|oxycodon|oxicodon|oxycontin|hydrocodon|hidrocodon|percocet|vicodin"
    r"|fentan|heroin|morphin|morfin|codein|tramadol|kratom|benzo|diazepam|valium|xanax|alprazolam"
    r"|lorazepam|ativan|klonopin|clonazepam|librium|gabapentin|clonidin|lofexidin|acamprosat"
    r"|antabuse|disulfiram|meth\b|metanfetamin|cocain|cocaine|crack|adderall|ketamin|mdma|ghb"
    r"|alcohol|vodka|beer|cerveza|wine|vino|whisk|cannabis|marihuana|marijuana|weed|thc|lsd"
    r"|\bpills?\b|pastilla|medicine|medicina|medication|medicamento|\bdrugs?\b|\bdrogas?\b"
)
_NUMBER: Final = (
    r"(?:\d+(?:[.,/]\d+)?|half a|a quarter of a|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|media|un cuarto de|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
)
_WEIGHT: Final = re.compile(
    rf"\b{_NUMBER} ?-?(?:mg|mcg|µg|μg|milligrams?|miligramos?|micrograms?)\b"
)
_AMOUNT: Final = re.compile(
    rf"\b{_NUMBER} ?-?(?:ml|cc|milliliters?|mililitros?|grams?|gramos?|ounces?|onzas?|pills?"
    r"|pastillas?|tablets?|tabletas?|capsules?|capsulas?|strips?|tiras?|drops?|gotas?|lines?|rayas?"
    r"|shots?|tragos?|beers?|cervezas?)\b"
)
_SHRINK: Final = (
    r"\b(?:taper|reduc|cut(?:ting)? (?:down|back)|lower|drop|step(?:ping)? down|baj|disminu)"
)
_BY: Final = (
    r"(?:%|percent|por ciento"
    r"|\b(?:half|quarter|mitad|cuarto|mg|drinks?|tragos?|pills?|pastillas?)\b)"
)
_EACH: Final = r"\b(?:every|each|per|a|cada|por|al)\b (?:\w+ )?(?:day|week|month|dia|semana|mes)"
_TAPER: Final = re.compile(rf"{_SHRINK}[^.]*{_BY}[^.]*{_EACH}|{_SHRINK}[^.]*{_EACH}[^.]*{_BY}")
_REVERSAL: Final = re.compile(r"naloxon|narcan")
_SENTENCE: Final = re.compile(r"(?<=[.?])\s+|\n+")

_PHONE: Final = re.compile(r"(?<![\w/.,$€-])\+?\(?\d+\)?(?:[ .-]\(?\d+\)?|\) ?\d+)*(?![\w/%])")
_SHORT: Final = re.compile(
    r"\b(?:call|text|dial|phone|llam\w+|marc\w+|envi\w+|mand\w+|escrib\w+)"
    r"(?: (?:al|a|el|\w+ to|\w+ al|\w+ a))? (\d{3,6})\b"
)
_BOLD: Final = re.compile(r"\*\*(\d{3,6})\*\*")
"""A short number that stands out without a verb, as in "**211** is a free service"."""
_NO_PHONE: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}"  # a day
    r"|\b(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2}\b"  # some years
    r"|\b\d{1,3}(?:[.,]\d{3})+\b(?![.-]\d)"  # thousands
)

_NEEDS_CARD: Final = frozenset({"overdose", "self-harm", "mixing", "pregnancy", "minors"})
_BARE: Final = frozenset({Kind.OVERDOSE, Kind.WITHDRAWAL, Kind.SUICIDE_ACTIVE, Kind.SELF_HARM})


def doses(tree: Tree) -> Iterator[Finding]:
    """Refuse amounts of a drug and schedules to come off one; naloxone is told apart."""
    for passage in passages(tree):
        for sentence in _SENTENCE.split(passage.text):
            if (found := _dose(normalise(sentence))) is not None:
                told = f"gives an amount ({found!r}): leave it out, a clinician has to say that"
                yield passage.finding("doses", told)


def _dose(sentence: str) -> str | None:
    if found := _TAPER.search(sentence):
        return found[0]
    if _REVERSAL.search(sentence):
        return None
    if found := _WEIGHT.search(sentence):
        return found[0]
    found = _AMOUNT.search(sentence)
    return found[0] if found and _DRUGS.search(sentence) else None


def phones(tree: Tree) -> Iterator[Finding]:
    """Refuse a telephone number that no country pack has verified."""
    known = _verified_numbers(tree)
    for passage in passages(tree):
        if passage.part == "helpline":
            continue
        for number in numbers(passage.text):
            if number not in known:
                told = f"names the number {number}, which no verified helpline has: check it there"
                yield passage.finding("phones", told)


def numbers(text: str) -> set[str]:
    """Return what looks like a telephone number in ``text``, digits only."""
    plain = _NO_PHONE.sub(" ", text.replace("**", ""))
    long = {re.sub(r"\D", "", found[0]) for found in _PHONE.finditer(plain)}
    short = {found[1] for found in _SHORT.finditer(normalise(plain))}
    return {one for one in long if len(one) >= 5} | short | set(_BOLD.findall(text))


def _verified_numbers(tree: Tree) -> set[str]:
    known: set[str] = set()
    for pack in tree.packs:
        slots = pack.body.slots
        for text in [*slots.en.values(), *slots.es.values()]:
            known |= every_number(text)
        for row in pack.body.helplines:
            if row.verified:
                known |= {one for text in _told(row) for one in every_number(text)}
    return known


def _told(row: HelplineRow) -> Iterator[str]:
    for both in (row.contact, row.text, row.chat, row.about):
        if both is not None:
            yield from (both.en, both.es)


def every_number(text: str) -> set[str]:
    """Return each number of three digits or more in ``text``, digits only, joined and apart."""
    joined = {re.sub(r"\D", "", found) for found in re.findall(r"\d[\d ().-]*\d", text)}
    return {one for one in joined | set(re.findall(r"\d+", text)) if len(one) >= 3}


def guards(tree: Tree) -> Iterator[Finding]:
    """Refuse a sensitive entry without its card, and mention a grave card without a guard."""
    for entry in tree.entries:
        guard, card = entry.body.guard, entry.body.card
        if guard in _NEEDS_CARD and card is None:
            told = f"is null: an entry with guard {guard!r} needs its crisis card"
            yield entry.finding(("card",), told, rule="guards")
        if guard is None and card in _BARE:
            told = f"is null, but the card is {str(card)!r}: say why a wrong answer could hurt"
            yield entry.finding(("guard",), told, rule="guards", severity="warning")
