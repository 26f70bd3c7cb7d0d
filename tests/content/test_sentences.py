"""The list of sentences against the code that says them."""

import re
from pathlib import Path

from bot.content.sentences import BUTTONS, SENTENCES

CODE = Path(__file__).parents[2] / "bot"
SAID = re.compile(r"""(?:\bsay\(|\bsay\[|\b_say\(|\bplain\(|by_key\[)\s*["']([a-z_.]+)["']""")


def said() -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    return {key for source in sources for key in SAID.findall(source)}


def test_every_sentence_that_the_code_says_is_listed() -> None:
    assert "first_screen" in said()
    assert said() - SENTENCES.keys() == set()


def test_every_button_is_a_sentence() -> None:
    assert SENTENCES.keys() >= BUTTONS
