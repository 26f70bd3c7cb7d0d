"""The command line: what can be done with Warmline from a terminal."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.config import SettingError, Settings, read_settings

DESCRIPTION = "Warmline: a peer-support line for addiction recovery, on Telegram."
EPILOG = """\
Without TELEGRAM_BOT_TOKEN, `run` starts the practice line: a stand-in for Telegram on this
computer, with a page to try everything. Settings are read from the environment and from .env;
.env.example explains each of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit status."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.do
    try:
        return command(given)
    except SettingError as error:
        return _complain(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "run_bot.py",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(do=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    run = commands.add_parser("run", help="run the bot (what happens without a command, too)")
    run.set_defaults(do=_run)
    _add_watch(run)
    practice = commands.add_parser(
        "practice", help="run the bot on the practice line, even when a token is set"
    )
    practice.add_argument(
        "--line-only", action="store_true", help="start only the line, for a bot of your own"
    )
    practice.set_defaults(do=_practice)
    _add_watch(practice)
    ask = commands.add_parser("ask", help="show what one message would be answered, and why")
    ask.add_argument("message", nargs="*", help="the message, as a person would type it")
    ask.add_argument(
        "--jsonl",
        action="store_true",
        help='judge many: {"text": …, "lang": …} a line from standard input, one answer a line',
    )
    ask.set_defaults(do=_ask)
    check = commands.add_parser("check", help="check the settings and everything in knowledge/")
    check.add_argument("--knowledge", type=Path, help="another folder than KNOWLEDGE_DIR")
    check.set_defaults(do=_check)
    crisis = commands.add_parser("crisis", help="print the patterns of danger as plain sentences")
    crisis.set_defaults(do=_crisis)
    again = commands.add_parser(
        "reload", help="have the running bot read knowledge/ again, if nothing in it is wrong"
    )
    again.set_defaults(do=_reload)
    _add_new_entry(commands.add_parser("new-entry", help="begin a new question and its answer"))
    key = commands.add_parser("new-key", help="print a new key for DATA_KEYS")
    key.set_defaults(do=_new_key)
    return parser


def _add_watch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--watch", action="store_true", help="read knowledge/ again whenever a file is saved"
    )


def _add_new_entry(command: argparse.ArgumentParser) -> None:
    command.description = "Begin a new question and its answer; what is not given is asked for."
    command.add_argument("--group", help="its folder in knowledge/faq, such as getting-help")
    command.add_argument("--question", help="the question in English")
    command.add_argument("--pregunta", help="the question in Spanish")
    command.add_argument("--id", help="its file name; made from the question if not given")
    command.add_argument(
        "--audience", choices=("recovery", "family", "all"), default="all", help="for whom"
    )
    command.add_argument("--knowledge", type=Path, help="another folder than KNOWLEDGE_DIR")
    command.set_defaults(do=_new_entry)


def _settings(given: argparse.Namespace) -> Settings:
    settings = read_settings()
    if getattr(given, "watch", False):
        return settings.model_copy(update={"watch_knowledge": True})
    return settings


def _run(given: argparse.Namespace) -> int:
    settings = _settings(given)
    if settings.telegram_bot_token is None:
        return _on_practice_line(settings)
    return _start(settings, settings.telegram_bot_token.get_secret_value(), "Running on Telegram.")


def _start(settings: Settings, token: str, ready: str) -> int:
    from bot.app.starting import start  # noqa: PLC0415  # `--help` needs none of it

    return start(settings, token, ready)


def _on_practice_line(settings: Settings) -> int:
    from bot.app.starting import start_on_practice_line  # noqa: PLC0415  # see _start

    return start_on_practice_line(settings)


def _practice(given: argparse.Namespace) -> int:
    settings = _settings(given)
    if not given.line_only:
        return _on_practice_line(settings)
    from bot.app.starting import start_line_only  # noqa: PLC0415  # see _start

    return start_line_only(settings)


def _ask(given: argparse.Namespace) -> int:
    from bot.app.explaining import explain  # noqa: PLC0415  # see _start
    from bot.app.judging import judge  # noqa: PLC0415  # see _start
    from bot.content.findings import ContentError  # noqa: PLC0415  # see _start

    if bool(given.message) == given.jsonl:
        return _complain('Ask one thing, such as `ask "what is peer support"`, or use --jsonl.')
    settings = read_settings()
    try:
        if given.jsonl:
            return _print(judge(settings, sys.stdin))
        return _print(explain(settings, " ".join(given.message)))
    except ContentError as error:
        return _complain(str(error))


def _check(given: argparse.Namespace) -> int:
    from bot.app.checking import check  # noqa: PLC0415  # see _start

    settings = read_settings()
    lines, bad = check(given.knowledge or settings.knowledge_dir)
    _print(lines)
    return 1 if bad else 0


def _crisis(_given: argparse.Namespace) -> int:
    from bot.app.reviewing import review  # noqa: PLC0415  # see _start
    from bot.content.findings import ContentError  # noqa: PLC0415  # see _start

    try:
        return _print(review(read_settings().knowledge_dir))
    except ContentError as error:
        return _complain(str(error))


def _reload(_given: argparse.Namespace) -> int:
    from bot.app.reloading import reload  # noqa: PLC0415  # see _start

    lines, well = reload(read_settings())
    _print(lines)
    return 0 if well else 1


def _new_entry(given: argparse.Namespace) -> int:
    from bot.app.beginning import begin_entry  # noqa: PLC0415  # see _start
    from bot.content.new_entry import NewEntryError  # noqa: PLC0415  # see _start

    try:
        return _print(begin_entry(given, given.knowledge or read_settings().knowledge_dir))
    except NewEntryError as error:
        return _complain(str(error))


def _new_key(_given: argparse.Namespace) -> int:
    from bot.storage.sealing import new_key  # noqa: PLC0415  # see _start

    return _print([new_key()])


def _print(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


def _complain(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
