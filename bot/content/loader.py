"""Make the files of ``knowledge/`` one value of the domain, whole or not at all."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.content.findings import ContentError, Finding
from bot.content.models import EntryFile, EntryWords, HelplineRow, PackFile
from bot.content.net_table import read_net
from bot.content.peers import both, to_peers
from bot.content.tree import Filed, FiledArticle, Tree, read_tree
from bot.content.whole import check_whole
from bot.domain.crisis import Kind, Pattern
from bot.domain.knowledge import (
    LANGUAGES,
    Article,
    ArticleText,
    Card,
    CountryPack,
    Entry,
    EntryText,
    Group,
    Helpline,
    Knowledge,
    Language,
    Texts,
    Words,
)


def load(folder: Path) -> Knowledge:
    """Read ``folder`` and return what it holds.

    Raises:
        ContentError: something in it needs mending; it carries every complaint, not the first.
    """
    if not folder.is_dir():
        told = "is no folder: set KNOWLEDGE_DIR to the folder that holds faq/, cards/ and texts/"
        raise ContentError([Finding(str(folder), "", told)])
    tree = read_tree(folder)
    complaints = [*tree.complaints, *check_whole(tree)]
    if complaints:
        raise ContentError(complaints)
    return replace(to_knowledge(tree), net=read_net(folder / "crisis"))


def to_knowledge(tree: Tree) -> Knowledge:
    """Return the value of a ``tree`` that has been found whole."""
    entries = [_entry(filed) for filed in tree.entries]
    packs = [_pack(filed) for filed in tree.packs]
    return Knowledge(
        entries={entry.id: entry for entry in entries},
        groups=_groups(tree),
        articles={article.id: article for article in _articles(tree.articles)},
        packs={pack.country: pack for pack in packs},
        cards={kind: _card(tree, kind) for kind in Kind},
        patterns=tuple(_patterns(tree)),
        texts=Texts({lang: dict(filed.body.root) for lang, filed in tree.texts.items()}),
        words={lang: _words(tree, lang) for lang in tree.words},
        peers=to_peers(tree.peers),
    )


def _entry(filed: Filed[EntryFile]) -> Entry:
    body = filed.body
    return Entry(
        id=filed.stem,
        group=filed.folder,
        audience=body.audience,
        text={"en": _entry_text(body.en), "es": _entry_text(body.es)},
        see_also=tuple(body.see_also),
        guard=body.guard,
        card=body.card,
    )


def _entry_text(words: EntryWords) -> EntryText:
    return EntryText(words.question, tuple(words.phrasings), words.answer)


def _groups(tree: Tree) -> tuple[Group, ...]:
    rows = tree.groups.body.root if tree.groups else []
    return tuple(Group(row.id, both(row.title)) for row in rows)


def _articles(files: Iterable[FiledArticle]) -> Iterable[Article]:
    versions: dict[str, dict[Language, FiledArticle]] = {}
    for filed in files:
        versions.setdefault(filed.id, {})[filed.language] = filed
    for name, by_language in versions.items():
        text = {lang: _article_text(filed) for lang, filed in by_language.items()}
        yield Article(name, by_language["en"].head.body.audience, text)


def _article_text(filed: FiledArticle) -> ArticleText:
    return ArticleText(filed.head.body.title, filed.head.body.summary, filed.pages)


def _pack(filed: Filed[PackFile]) -> CountryPack:
    body = filed.body
    return CountryPack(
        country=filed.stem.upper(),
        name=both(body.name),
        helplines=tuple(_helpline(row) for row in body.helplines),
        slots={"en": body.slots.en, "es": body.slots.es},
    )


def _helpline(row: HelplineRow) -> Helpline:
    return Helpline(
        id=row.id,
        name=row.name,
        contact=both(row.contact),
        about=both(row.about),
        source=row.source or "",
        verified_on=row.verified_on,
        verified=row.verified,
        other_ways=tuple(both(way) for way in (row.text, row.chat) if way),
        hours=both(row.hours) if row.hours else None,
        languages=both(row.languages) if row.languages else None,
    )


def _card(tree: Tree, kind: Kind) -> Card:
    words = {lang: filed.body.root[kind] for lang, filed in tree.cards.items()}
    return Card(
        kind,
        first={lang: tuple(one.first) for lang, one in words.items()},
        third={lang: tuple(one.third) for lang, one in words.items()},
    )


def _patterns(tree: Tree) -> Iterable[Pattern]:
    for lang in LANGUAGES:
        body = tree.crisis[lang].body
        slots = {name: tuple(words) for name, words in body.slots.items()}
        for row in body.patterns:
            yield Pattern(
                id=row.id,
                kind=row.kind,
                tier=row.tier,
                third_person=row.person == "third",
                say=tuple(row.say),
                unless=tuple(row.unless),
                alone=row.alone,
                slots=slots,
            )


def _words(tree: Tree, language: Language) -> Words:
    body = tree.words[language].body
    return Words(
        synonyms={word: tuple(others) for word, others in body.synonyms.items()},
        abbreviations=dict(body.abbreviations),
        greetings=tuple(body.greetings),
        thanks=tuple(body.thanks),
    )
