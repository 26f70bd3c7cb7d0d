"""The keys that seal what the database holds."""

import os
from pathlib import Path

from bot.config import SettingError, Settings
from bot.storage.sealing import Sealer, new_key


def sealer(settings: Settings) -> Sealer:
    """Return what seals, with the newest key first; make a key file if there is none at all.

    Raises:
        SettingError: a key is not a Fernet key.
    """
    keys = [key.get_secret_value() for key in settings.data_keys]
    try:
        return Sealer(keys or [_key_file(settings.data_dir / "data.key")])
    except ValueError:
        raise SettingError(
            "DATA_KEYS: one of the keys is not a Fernet key. To mend it: make one with "
            "`python run_bot.py new-key`, or remove DATA_KEYS to use the file data.key."
        ) from None


def _key_file(path: Path) -> str:
    if path.exists():
        return path.read_text().strip()
    private_folder(path.parent)
    key = new_key()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key


def private_folder(path: Path) -> None:
    """Make a folder that only its owner may enter.

    Raises:
        SettingError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingError(
            f"DATA_DIR: the folder cannot be made ({error.strerror}). To mend it: use a folder "
            "that this user may write to."
        ) from None
