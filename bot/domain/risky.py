"""Questions that a near miss could hurt: how much to take, what to mix, how to come off.

If no entry surely answers such a question, nobody is shown a neighbour of it as the answer; they
are told whom to ask today.  General words only, in both languages.
"""

import re
from enum import StrEnum

from bot.domain.text import normalise, words


def _any(listed: str) -> str:
    return f"(?:{'|'.join(listed.split())})"


_DRUG = _any(
    r"""
    meds? medic(?:ine|ation|ations|amento|amentos|ina|inas) pills? pastillas? drugs? drogas?
    alcohol booze beers? cervezas? wine vino vodka whisk(?:e)?y liquor trago drinks? drinking
    methadone metadona subs? suboxone subutex buprenorphine buprenorfina naltrexone naltrexona
    vivitrol antabuse disulfiram benzos? benzodiazep\w+ xanax valium klonopin ativan lorazepam
    clonazepam diazepam alprazolam gabapentin lyrica opioids? opioides? opiates? heroin heroina
    fent(?:anyl|anilo)? oxy\w* percs? percocet vicodin norcos? tramadol kratom weed mota
    cannabis coke cocaine? cocaina coca meth cristal crystal speed adderall ritalin ketamine
    antidepressants? ssri zoloft prozac lithium litio seroquel tylenol ibuprofen\w* nyquil
    melatonin\w* kpins? bars? doses? dosis
    """
)
_TO_MIX = _any(r"mix mixing mixed combin\w+ mezcl\w+ juntar")
_AND = _any("and with plus y con mas")
_TO_TAKE = _any("take taking tomar tomo tomarme drink beber use")
_HOW_MUCH = r"(?:how much|how many|what dose|cuant[oa]s?|que dosis)"
_MISSED = _any("double doubling doblar extra missed skipped skip olvide salte")
_TO_TAPER = _any(r"taper\w* wean\w* ween\w*")
_TO_STOP = _any("stop stopping quit quitting dejar dejo suspender parar")
_COME_OFF = r"(?:(?:come|coming|get|getting|go|going) off)"
_AT_ONCE = (
    r"(?:cold turkey|suddenly|all at once|by myself|on my own|at home|right now|de golpe"
    r"|de un dia para otro|sol[oa]|en casa)"
)
_FEW = r"(?:\S+\s){0,3}"
"""Up to three words between two that belong together."""
_SOME = r"(?:\S+\s){0,7}"

_MIXING = (
    rf"\b{_TO_MIX}\b.*\b{_DRUG}\b",
    rf"\b{_DRUG}\s{_AND}\s{_FEW}{_DRUG}\b",
    rf"\b{_TO_TAKE}\s{_SOME}(?:with|while on|on top of|con)\s{_FEW}{_DRUG}\b",
)
_DOSE = (
    r"\b\d+\s?(?:mgs?|milligrams?|miligramos|ml|mcg|gramos?|grams?)\b",
    rf"\b{_HOW_MUCH}\s{_FEW}{_DRUG}\b.*\b{_TO_TAKE}\b",
    rf"\b{_HOW_MUCH}\s{_FEW}(?:beers|drinks|pills|pastillas|cervezas|tragos)\b",
    rf"\b{_MISSED}\s{_SOME}{_DRUG}\b",
)
_TAPER = (rf"\b{_TO_TAPER}\b", r"\b(?:step down|bajar la dosis|reducir la dosis|ir bajando)\b")
_STOPPING = (
    rf"\b(?:{_TO_STOP}|{_COME_OFF})\s{_FEW}{_DRUG}\b.*\b{_AT_ONCE}\b",
    rf"\b{_AT_ONCE}\b.*\b(?:{_TO_STOP}|{_COME_OFF})\s{_FEW}{_DRUG}\b",
    r"\bcold turkey\b",
)


class Risk(StrEnum):
    """What could hurt; named like the guards of entries."""

    MIXING = "mixing"
    DOSE = "dose"
    TAPER = "taper"
    STOPPING = "stopping"


_SHAPES = {
    Risk.MIXING: re.compile("|".join(_MIXING)),
    Risk.DOSE: re.compile("|".join(_DOSE)),
    Risk.TAPER: re.compile("|".join(_TAPER)),
    Risk.STOPPING: re.compile("|".join(_STOPPING)),
}
_LONGEST = 400
"""Letters that are read: keeps the shapes quick whatever is sent."""


def risk_of(question: str) -> Risk | None:
    """Return what could hurt about ``question``, ``None`` for most."""
    said = " ".join(words(normalise(question)))[:_LONGEST]
    return next((risk for risk, shape in _SHAPES.items() if shape.search(said)), None)
