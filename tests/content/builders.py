"""A tiny knowledge tree that has nothing wrong with it, to be broken in one place at a time."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from bot.content.sentences import SENTENCES
from bot.domain.crisis import Kind

REVIEWED = {"by": "a peer and a nurse", "on": "2026-11-01", "next": "2027-05-24"}
SOURCES = [{"what": "A leaflet", "url": "https://example.org/leaflet"}]

ANSWER_EN = (
    "Peer support is help from a person who has been there. You talk, and they listen. "
    "They do not judge you, and they do not tell you what to do.\n\n"
    "- You can ask them how they got through a hard day.\n"
    "- You can ask them to sit with you while you call a clinic.\n\n"
    "You can start today. Look at **/topics** for ways to find a peer near you."
)
ANSWER_ES = (
    "El apoyo entre pares es la ayuda de una persona que ya pasó por eso. Tú hablas y ella "
    "escucha. No te juzga ni te dice lo que tienes que hacer.\n\n"
    "- Puedes preguntarle cómo pasó un día difícil.\n"
    "- Puedes pedirle que te acompañe cuando llames a una clínica.\n\n"
    "Puedes empezar hoy. Mira **/topics** para ver cómo hallar un par cerca de ti."
)

WAYS_EN = ("describe", "explain", "why", "how", "who", "is")
WAYS_ES = ("describe", "explica", "ver", "como", "hay", "un")
EXAMPLES = ("so {0}", "hey {0}", "tell me {0}", "please {0}", "well {0}")


def entry(en: str = "peer support", es: str = "apoyo de pares", **changed: Any) -> dict[str, Any]:
    """Return an entry about ``en`` and ``es``, which its phrasings and examples name."""
    return {
        "audience": "all",
        "guard": "null",
        "card": "null",
        "see_also": [],
        "sources": deepcopy(SOURCES),
        "reviewed": dict(REVIEWED),
        "en": {
            "question": f"What is {en}?",
            "phrasings": [f"{way} {en}" for way in WAYS_EN],
            "answer": ANSWER_EN,
            "examples": [way.format(en) for way in EXAMPLES],
        },
        "es": {
            "question": f"¿Qué es {es}?",
            "phrasings": [f"{way} {es}" for way in WAYS_ES],
            "answer": ANSWER_ES,
            "examples": [f"{way} {es}" for way in ("pues", "oye", "dime", "a ver", "hola")],
        },
        **changed,
    }


def pattern(**changed: Any) -> dict[str, Any]:
    """Return a pattern that hears somebody say that they want to die."""
    return {
        "id": "wants-to-die",
        "kind": "suicide_active",
        "tier": "crisis",
        "person": "first",
        "say": ["want to die"],
        "must_alarm": ["i want to die", "I really want to die", "want to die tonight"],
        "must_not_alarm": ["my phone died", "i want to dine", "the plant is dying"],
        "why": "Said by people in danger.",
        "reviewed": dict(REVIEWED),
        **changed,
    }


def helpline(**changed: Any) -> dict[str, Any]:
    """Return a verified helpline."""
    return {
        "id": "lifeline",
        "name": "Lifeline",
        "contact": {"en": "Call or text 988", "es": "Llama al 988 y oprime 2"},
        "about": {"en": "People answer day and night.", "es": "Contestan a toda hora."},
        "source": "https://example.org/lifeline",
        "verified_on": "2026-11-20",
        "verified": "true",
        **changed,
    }


def _plain(name: str, en: str, es: str) -> dict[str, Any]:
    return helpline(id=name, name=name, contact={"en": en, "es": es})


OTHERS = [
    _plain("emergency", "Call 911", "Llama al 911"),
    _plain("treatment", "Call 1-800-662-4357", "Llama al 1-800-662-4357"),
]


def pack(**changed: Any) -> dict[str, Any]:
    """Return the United States with one helpline."""
    slots = {"emergency": "911", "crisis_call": "988", "treatment": "1-800-662-4357"}
    return {
        "name": {"en": "the United States", "es": "Estados Unidos"},
        "slots": {"en": slots, "es": deepcopy(slots)},
        "helplines": [helpline(), *OTHERS],
        **changed,
    }


def cards(**changed: Any) -> dict[str, Any]:
    """Return a card for each kind, in whatever language."""
    lines = {
        "first": ["Call {emergency}.", "", "Or call {crisis_call}."],
        "third": ["Call {emergency}."],
    }
    return {kind.value: deepcopy(lines) for kind in Kind} | changed


def texts(language: str = "en", **changed: str) -> dict[str, str]:
    """Return every sentence, short, each with the placeholders it must name."""
    made = {
        key: " ".join([f"{key}.", *(f"{{{name}}}" for name in sorted(sentence.must))])
        for key, sentence in SENTENCES.items()
    }
    return made | {"language.name": language} | changed


def article(lang: str = "en", body: str = "## One\n\nSome text.\n\n## Two\n\nMore text.\n") -> str:
    """Return the file of an article with two pages."""
    head = {
        "title": f"Title {lang}",
        "summary": "In short.",
        "audience": "all",
        "sources": deepcopy(SOURCES),
        "reviewed": dict(REVIEWED),
    }
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n{body}"


def said(text: str) -> dict[str, str]:
    """Return ``text``, marked as English and as Spanish."""
    return {"en": f"{text} (en)", "es": f"{text} (es)"}


def choice(name: str, **more: Any) -> dict[str, Any]:
    """Return something to choose by a button."""
    return {"id": name, "label": said(name), **more}


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DEBRIEF = {"what": "words", "how": "score", "talk": "yes_no", "else": "words"}


def hours(**changed: Any) -> dict[str, Any]:
    """Return a week with one span a day."""
    week = {day: ["10:00-22:00"] for day in DAYS}
    return {"zone": "America/New_York", "weekly": week, "holidays": {}, **changed}


def rehearsal(**changed: Any) -> dict[str, Any]:
    """Return a story of five lines, the third of which is hard."""
    lines: list[dict[str, Any]] = [
        {"says": said(f"line {number}"), "note": said("note")} for number in range(5)
    ]
    lines[2]["hard"] = "true"
    whole = {"alias": "Prado", "intro": said("intro"), "lines": lines, "outro": said("outro")}
    return whole | changed


def words_of_nature(number: int = 60) -> list[str]:
    """Return so many different words of letters."""
    return [f"Lago{chr(97 + one // 26)}{chr(97 + one % 26)}" for one in range(number)]


def peers() -> dict[str, Any]:
    """Return what each file of ``peers/`` holds."""
    return {
        "topics": [choice("cravings"), choice("family"), choice("other")],
        "wishes": [choice("veteran")],
        "replies": [choice("hello", text=said("hello there"))],
        "aliases": words_of_nature(),
        "trainings": [choice("listening", required="true"), choice("story", required="false")],
        "hours": hours(),
        "boundary": said("card"),
        "debrief": [
            {"id": name, "ask": said(name), "answer": how} for name, how in DEBRIEF.items()
        ],
        "rehearsal": rehearsal(),
    }


class Files:
    """A folder of knowledge on disk; files are given as paths inside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: str, data: object) -> None:
        """Write ``data`` as YAML, or as it is if it is a text."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True)
        target.write_text(text, encoding="utf-8")

    def remove(self, path: str) -> None:
        (self.root / path).unlink()


def sound(root: Path) -> Files:
    """Write a tree without a fault and return it."""
    files = Files(root)
    files.put("faq/groups.yaml", [{"id": "basics", "title": {"en": "Basics", "es": "Lo básico"}}])
    files.put("faq/basics/peer-support.yaml", entry())
    files.put("helplines/us.yaml", pack())
    for lang in ("en", "es"):
        files.put(f"articles/first-week.{lang}.md", article(lang))
        files.put(f"cards/{lang}.yaml", cards())
        files.put(f"texts/{lang}.yaml", texts(lang))
        files.put(f"words/{lang}.yaml", {"synonyms": {"naloxone": ["narcan"]}})
        files.put(f"crisis/{lang}.yaml", {"patterns": [pattern(id=f"wants-to-die-{lang}")]})
    for name, data in peers().items():
        files.put(f"peers/{name}.yaml", data)
    return files
