"""Telephone numbers: read what somebody typed, and say what is wrong with it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult


class Wrong(StrEnum):
    """Why a number cannot be called."""

    NO_NUMBER = "no_number"
    NO_COUNTRY = "no_country"
    """It begins with a country code that there is not."""
    NO_AREA = "no_area"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_IN_USE = "not_in_use"
    COSTLY = "costly"
    """A number that costs extra, or a service's: nobody is reached there."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be called."""

    e164: str
    """A plus and digits."""
    shown: str
    """As people write it, with its country code."""


LONGEST: Final = 40
"""Characters of what is looked at; a number with its decoration is shorter."""
_PARSING: Final = {
    NumberParseException.INVALID_COUNTRY_CODE: Wrong.NO_COUNTRY,
    NumberParseException.TOO_SHORT_AFTER_IDD: Wrong.TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: Wrong.TOO_SHORT,
    NumberParseException.TOO_LONG: Wrong.TOO_LONG,
}
_LENGTH: Final = {
    ValidationResult.TOO_SHORT: Wrong.TOO_SHORT,
    ValidationResult.TOO_LONG: Wrong.TOO_LONG,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: Wrong.NO_AREA,
    ValidationResult.INVALID_COUNTRY_CODE: Wrong.NO_COUNTRY,
}
_COSTLY: Final = {
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}


def read(text: str, country: str) -> Phone | Wrong:
    """Read a number as it is dialled in ``country``; with a plus it may be from anywhere.

    An extension is not kept: whoever answers would have to be told whom to ask for.
    """
    try:
        number = phonenumbers.parse(text[:LONGEST], country)
    except NumberParseException as error:
        return _PARSING.get(error.error_type, Wrong.NO_NUMBER)
    length = phonenumbers.is_possible_number_with_reason(number)
    if length in _LENGTH:
        return _LENGTH[length]
    if not phonenumbers.is_valid_number(number):
        return Wrong.NOT_IN_USE
    if phonenumbers.number_type(number) in _COSTLY:
        return Wrong.COSTLY
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(e164, shown(e164))


def from_card(digits: str, country: str) -> Phone | Wrong:
    """Read the number on a contact card: Telegram leaves the plus away, address books do not."""
    bare = digits.strip()
    found = read(bare if bare.startswith("+") else f"+{bare}", country)
    return found if isinstance(found, Phone) else read(bare, country)


def shown(e164: str) -> str:
    """Return a number as people write it."""
    number = phonenumbers.parse(e164, None)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def example(country: str) -> str:
    """Return a number of that country that belongs to nobody, to show how one is written."""
    number = phonenumbers.example_number(country)
    if number is None:
        return "+1 201-555-0123"
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def ending(e164: str) -> str:
    """Return the last two digits: enough to know one's own number again, not to call it."""
    return e164[-2:]
