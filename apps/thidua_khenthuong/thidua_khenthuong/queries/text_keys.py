"""Stored keys that order and find Vietnamese text alike on every database.

MariaDB's usual collation takes Hòa as Hoa and sorts A, Ă, Â as one letter; SQLite sorts by code
points. Both keys are plain digits or plain ASCII, on which all of them agree.
"""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_CODES = {letter: f"{place:02d}" for place, letter in enumerate(ALPHABET, start=11)}
DIGIT_CODES = {str(digit): f"{digit + 1:02d}" for digit in range(10)}
WORD_GAP = "00"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Order of the tones in Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng."""

LETTER_LIMIT = 48
KEY_LENGTH = 140


def sort_key(text: str | None) -> str:
    """Digits whose order is the dictionary order of `text`: letters first, tones where letters are
    equal.
    """
    letters: list[str] = []
    tones: list[str] = []
    for letter, tone in toned_letters(text or "")[:LETTER_LIMIT]:
        letters.append(LETTER_CODES.get(letter) or DIGIT_CODES.get(letter) or WORD_GAP)
        tones.append(tone)
    return ("".join(letters) + WORD_GAP + "".join(tones).rstrip("0"))[:KEY_LENGTH]


def search_key(text: str | None) -> str:
    """`text` in small ASCII letters without marks, dashes or punctuation, words parted by one
    space.
    """
    folded = unicodedata.normalize("NFD", (text or "").casefold()).replace("đ", "d")
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join(words)[:KEY_LENGTH]


def toned_letters(text: str) -> list[tuple[str, str]]:
    """Each letter of the alphabet with its tone's number; words parted by one gap."""
    found: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((TONES[mark] for mark in parts if mark in TONES), "0")
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        if bare in LETTER_CODES or bare in DIGIT_CODES:
            found.append((bare, tone))
        elif found and found[-1][0] != " ":
            found.append((" ", "0"))
    return found
