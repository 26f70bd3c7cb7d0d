"""The keys that seal what the database holds."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app.keys import sealer
from bot.config import SettingError, Settings
from bot.storage.sealing import new_key


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    sealer(Settings(data_dir=tmp_path / "data"))

    file = tmp_path / "data" / "data.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_next_start_uses_the_same_key(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    sealed = sealer(settings).seal("hello")

    assert sealer(settings).unseal(sealed) == "hello"


def test_keys_can_be_rotated(tmp_path: Path) -> None:
    old, new = SecretStr(new_key()), SecretStr(new_key())
    sealed = sealer(Settings(data_dir=tmp_path, data_keys=(old,))).seal("hello")

    assert sealer(Settings(data_dir=tmp_path, data_keys=(new, old))).unseal(sealed) == "hello"


def test_a_key_that_is_none_is_refused_without_being_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="DATA_KEYS") as caught:
        sealer(Settings(data_dir=tmp_path, data_keys=(SecretStr("a-bad-key"),)))

    assert "a-bad-key" not in str(caught.value)
