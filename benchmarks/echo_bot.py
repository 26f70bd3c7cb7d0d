"""A bare python-telegram-bot echo bot: the fastest thing the library does, and loses all at once.

Started by ``benchmarks.turns`` with an address and a token as arguments.
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same again."""
    if update.message is not None:
        await update.message.reply_text(f"You said: {update.message.text}")


def main(url: str, token: str) -> None:
    """Poll and echo until a signal comes."""
    builder: Any = Application.builder()
    builder = builder.token(token).base_url(f"{url}/bot").concurrent_updates(64)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    print("echo bot runs", flush=True)
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
