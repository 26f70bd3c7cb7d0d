"""The table ``invites``: digests of tokens, never a token."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert

from bot.domain.handoff.supporters import Role
from bot.storage.handoff.pen import Pen
from bot.storage.handoff.tables import invites
from bot.usecases.handoff.records import Invite

_ADD = insert(invites)
_TAKE = (
    delete(invites)
    .where(invites.c.digest == bindparam("of_digest"), invites.c.expires_at > bindparam("now"))
    .returning(invites.c.digest, invites.c.role, invites.c.made_by, invites.c.expires_at)
)


class SqlInvites:
    """The table ``invites``, as a turn sees it."""

    def __init__(self, pen: Pen) -> None:
        """Write with ``pen``."""
        self._pen = pen

    async def add(self, invite: Invite) -> None:
        """Keep it; ``ValueError`` if there is one with this digest."""
        row = {
            "digest": invite.digest,
            "role": invite.role.value,
            "made_by": invite.made_by,
            "expires_at": invite.expires_at,
        }
        await self._pen.run(_ADD, row)

    async def take(self, digest: str, *, now: datetime) -> Invite | None:
        """Use it up; an expired one stays until it is purged, and is nobody's."""
        asked = {"of_digest": digest, "now": now}
        row = (await self._pen.run(_TAKE, asked)).one_or_none()
        if row is None:
            return None
        return Invite(row.digest, Role(row.role), row.made_by, row.expires_at)
