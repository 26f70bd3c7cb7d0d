"""What a person is called on a supporter's screen: a word from nature, never a name."""

from collections.abc import Collection, Sequence
from itertools import count


def pick(names: Sequence[str], taken: Collection[str], chance: int) -> str:
    """Return one of ``names`` that is not ``taken``, or one with a number when all are.

    Args:
        names: from ``knowledge/peers/aliases.yaml``.
        taken: aliases of requests that are open.
        chance: any number that is not negative; it decides which one.

    Raises:
        ValueError: there are no names.
    """
    if not names:
        raise ValueError("no names to pick from")
    if free := [name for name in names if name not in taken]:
        return free[chance % len(free)]
    name = names[chance % len(names)]
    return next(tried for n in count(2) if (tried := f"{name} {n}") not in taken)
