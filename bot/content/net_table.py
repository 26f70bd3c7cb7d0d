"""Read the second net's table: a feature, its rarity and its weight a line, with tabs between."""

from pathlib import Path

from bot.domain.second_net import SecondNet

NAME = "second_net.tsv"


def read_net(folder: Path) -> SecondNet | None:
    """Return the net in ``folder``; ``None`` if there is none, or if it cannot be read.

    Without it the patterns do their work alone: a broken table takes nothing else away.
    """
    try:
        rows = [line.split("\t") for line in (folder / NAME).read_text("utf-8").splitlines()]
        head = {row[0]: float(row[1]) for row in rows if len(row) == 2}
        weights = {row[0]: (float(row[1]), float(row[2])) for row in rows if len(row) == 3}
        return SecondNet(head["bias"], head["threshold"], weights)
    except (OSError, ValueError, KeyError):
        return None
