"""A handful of entries, small enough to check by eye."""

from bot.domain.knowledge import Audience, Entry, EntryText, Language, Words

_ROWS: tuple[tuple[str, dict[Language, tuple[tuple[str, ...], str]]], ...] = (
    (
        "naloxone",
        {
            "en": (
                ("Where can I get naloxone?", "carrying naloxone", "do I need a prescription"),
                "Many pharmacies hand it out without a script.",
            ),
            "es": (
                ("¿Dónde consigo naloxona?", "llevar naloxona en la bolsa"),
                "Muchas farmacias la dan sin receta.",
            ),
        },
    ),
    (
        "relapse",
        {
            "en": (
                ("I relapsed, what now?", "I slipped after months sober", "starting over"),
                "A relapse does not undo what you have learned.",
            ),
            "es": (
                ("Tuve una recaída, ¿y ahora?", "volví a beber después de meses"),
                "Una recaída no borra lo aprendido.",
            ),
        },
    ),
    (
        "sponsor",
        {
            "en": (
                ("What does a sponsor do?", "finding a sponsor", "changing my sponsor"),
                "A sponsor walks through the steps with you.",
            ),
            "es": (
                ("¿Qué hace un padrino?", "cómo encuentro un padrino"),
                "Un padrino te acompaña en los pasos.",
            ),
        },
    ),
    (
        "how-it-works",
        {
            "en": (("How does it work?", "what happens in peer support"), "You set the pace."),
            "es": (("¿Cómo funciona?", "qué pasa en el apoyo entre pares"), "A tu ritmo."),
        },
    ),
    (
        "volunteer",
        {
            "en": (("How do I volunteer?", "I want to help others"), "Write to us any time."),
            "es": (("¿Cómo me hago voluntario?", "quiero ayudar a otros"), "Escríbenos."),
        },
    ),
    (
        "no-car",
        {
            "en": (("How do I get to a meeting without a car?", "sleeping in my car"), "Ask us."),
        },
    ),
)


def entry(entry_id: str, phrasings: tuple[str, ...], answer: str = "") -> Entry:
    """Build an English entry."""
    text = EntryText(phrasings[0], phrasings[1:], answer)
    return Entry(entry_id, "basics", Audience.ALL, {"en": text})


def shelf() -> list[Entry]:
    """Build the entries above; all but one have both languages."""
    return [
        Entry(
            entry_id,
            "basics",
            Audience.ALL,
            {
                language: EntryText(phrasings[0], phrasings[1:], answer)
                for language, (phrasings, answer) in texts.items()
            },
        )
        for entry_id, texts in _ROWS
    ]


WORDS: dict[Language, Words] = {
    "en": Words({"naloxone": ("narcan", "nose spray")}, {"od": "overdose"}),
    "es": Words({"padrino": ("madrina",)}, {}),
}
