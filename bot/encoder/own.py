"""Open an encoder of one's own, or say kindly why that cannot be."""

from pathlib import Path

from bot.encoder.finding import Found


def own_encoder(folder: Path) -> Found:
    """Open the model in ``folder``; see ``bot.encoder.folder`` for what has to be there."""
    try:
        from bot.encoder.folder import FolderEncoder  # noqa: PLC0415  # onnxruntime may be missing

        return Found((FolderEncoder(folder),))
    except Exception as error:  # noqa: BLE001  # the libraries raise just anything for a bad file
        return Found((), (f"ENCODER_PATH is left out: {error}",))
