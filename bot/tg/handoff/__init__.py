"""The queue and the relay on Telegram: messages in, calls out."""
