"""The command line: what can be done with Warmline from a terminal."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    for name, (told, add) in _COMMANDS.items():
        add(commands.add_parser(name, help=told))
    return parser


def _add_run(command: argparse.ArgumentParser) -> None:
    command.set_defaults(do=_run)
    _add_watch(command)


def _add_practice(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--line-only", action="store_true", help="start only the line, for a bot of your own"
    )
    command.set_defaults(do=_practice)
    _add_watch(command)


def _add_ask(command: argparse.ArgumentParser) -> None:
    command.add_argument("message", nargs="*", help="the message, as a person would type it")
    command.add_argument(
        "--jsonl",
        action="store_true",
        help='judge many: {"text": …, "lang": …} a line from standard input, one answer a line',
    )
    command.add_argument(
        "--colour", choices=("auto", "always", "never"), default="auto", help="paint the lines"
    )
    command.set_defaults(do=_ask)


def _add_evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help='{"text": …, "gold": [ids]} a line')
    command.set_defaults(do=_evaluate)


def _add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--knowledge", type=Path, help="another folder than KNOWLEDGE_DIR")
    command.set_defaults(do=_check)


def _add_unanswered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--state", choices=("new", "attached", "ignored", "done"), default="new", help="which ones"
    )
    parser.add_argument(
        "--singles", action="store_true", help="also those that one or two people have asked"
    )
    parser.add_argument("--attach", nargs=2, metavar=("NUMBER", "ENTRY"), help="make a phrasing")
    parser.add_argument("--ignore", metavar="NUMBER", type=int, help="none of ours")
    parser.add_argument("--done", metavar="NUMBER", type=int, help="an answer has been written")
    parser.add_argument(
        "--write",
        action="store_true",
        help="put attached phrasings into their files, if they pass",
    )
    parser.set_defaults(do=_unanswered)


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
        colour = given.colour == "always" or (given.colour == "auto" and sys.stdout.isatty())
        return _print(explain(settings, " ".join(given.message), colour=colour))
    except ContentError as error:
        return _complain(str(error))


def _evaluate(given: argparse.Namespace) -> int:
    from bot.app.evaluating import evaluate  # noqa: PLC0415  # see _start
    from bot.content.findings import ContentError  # noqa: PLC0415  # see _start

    try:
        return _print(evaluate(read_settings(), given.file))
    except (ContentError, OSError, ValueError) as error:
        return _complain(str(error))


def _unanswered(given: argparse.Namespace) -> int:
    from bot.app.work_list import Wanted, work_list  # noqa: PLC0415  # see _start
    from bot.usecases.ports import StorageError  # noqa: PLC0415  # see _start

    settled = [(given.ignore, "ignored"), (given.done, "done")]
    wanted = Wanted(
        state=given.state,
        singles=given.singles,
        attach=(int(given.attach[0]), given.attach[1]) if given.attach else None,
        settle=next(((number, state) for number, state in settled if number), None),
        write=given.write,
    )
    try:
        return _print(work_list(read_settings(), wanted))
    except (StorageError, LookupError, ValueError) as error:
        return _complain(str(error.args[0]))


def _check(given: argparse.Namespace) -> int:
    from bot.app.checking import check  # noqa: PLC0415  # see _start

    settings = read_settings()
    lines, bad = check(given.knowledge or settings.knowledge_dir)
    _print(lines)
    return 1 if bad else 0


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


def _crisis(_given: argparse.Namespace) -> int:
    from bot.app.reviewing import review  # noqa: PLC0415  # see _start
    from bot.content.findings import ContentError  # noqa: PLC0415  # see _start

    try:
        return _print(review(read_settings().knowledge_dir))
    except ContentError as error:
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


_Add = Callable[[argparse.ArgumentParser], None]


def _plain(do: Callable[[argparse.Namespace], int]) -> _Add:
    """Return what adds a command that takes nothing."""
    return lambda command: command.set_defaults(do=do)


_COMMANDS: Mapping[str, tuple[str, _Add]] = {
    "run": ("run the bot (what happens without a command, too)", _add_run),
    "practice": ("run the bot on the practice line, even when a token is set", _add_practice),
    "ask": ("show what one message would be answered, and why", _add_ask),
    "evaluate": ("measure how well the questions of a file are answered", _add_evaluate),
    "unanswered": ("show the questions that nobody wrote an answer for", _add_unanswered),
    "check": ("check the settings and everything in knowledge/", _add_check),
    "reload": (
        "have the running bot read knowledge/ again, if nothing in it is wrong",
        _plain(_reload),
    ),
    "new-entry": ("begin a new question and its answer", _add_new_entry),
    "crisis": ("print the patterns of danger as plain sentences", _plain(_crisis)),
    "new-key": ("print a new key for DATA_KEYS", _plain(_new_key)),
}
"""Name, what `--help` says, and what it takes; in the order of `--help`."""


if __name__ == "__main__":
    sys.exit(main())
