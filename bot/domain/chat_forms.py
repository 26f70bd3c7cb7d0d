"""Spell out contractions and what people type for short, in English and Spanish.

Short words are corrected here and nowhere else: a slip in a word of four letters or less may
make any other word, so only known ones are listed.
"""

_SHORT = {
    # English contractions without their apostrophe; "ill", "well", "were", "id" stay words
    "im": "i am", "ive": "i have", "hes": "he is", "shes": "she is", "theyre": "they are",
    "youre": "you are", "thats": "that is", "whats": "what is", "theres": "there is",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not",
    "arent": "are not", "wasnt": "was not", "werent": "were not", "wont": "will not",
    "wouldnt": "would not", "shouldnt": "should not", "couldnt": "could not",
    "cant": "cannot", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "aint": "am not", "theyve": "they have", "weve": "we have", "youve": "you have",
    "hed": "he would", "theyd": "they would", "itll": "it will", "theyll": "they will",
    # English as typed
    "wanna": "want to", "wana": "want to", "wanan": "want to", "waanna": "want to",
    "wnt": "want", "gonna": "going to",
    "gunna": "going to", "gona": "going to", "imma": "i am going to", "ima": "i am going to",
    "finna": "going to", "gotta": "have to", "hafta": "have to", "tryna": "trying to",
    "lemme": "let me", "dunno": "do not know", "idk": "i do not know", "u": "you", "ur": "your",
    "r": "are", "n": "and", "bc": "because", "cuz": "because", "cos": "because", "w": "with",
    "rn": "right now", "tn": "tonight", "tonite": "tonight", "2nite": "tonight",
    "2night": "tonight", "2day": "today", "b4": "before", "plz": "please",
    "pls": "please", "ppl": "people", "bf": "boyfriend", "gf": "girlfriend", "thru": "through",
    "kil": "kill", "kll": "kill", "kyself": "myself", "mself": "myself", "myslf": "myself",
    "dieing": "dying", "hlp": "help", "halp": "help", "anymor": "anymore",
    "od'd": "overdosed", "oded": "overdosed", "od'ed": "overdosed",
    "oding": "overdosing", "od'ing": "overdosing", "ods": "overdoses", "od's": "overdoses",
    # Spanish as typed
    "q": "que", "k": "que", "xq": "porque", "xk": "porque", "pq": "porque", "porq": "porque",
    "toy": "estoy", "stoy": "estoy", "ta": "esta", "kiero": "quiero", "qiero": "quiero",
    "kero": "quiero", "quero": "quiero", "kisiera": "quisiera", "d": "de", "pa": "para",
    "tmb": "tambien", "xfa": "por favor", "porfa": "por favor", "x": "por",
    "aki": "aqui", "aser": "hacer", "aserme": "hacerme", "noc": "no se", "ayudenme": "ayudame",
}  # fmt: skip
_SHORT_WORDS = {short: tuple(full.split()) for short, full in _SHORT.items()}

_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}
_WHOLE = {"can't": "cannot", "won't": "will not", "ain't": "am not", "let's": "let us"}
_WHO = frozenset({"he", "she", "it", "that", "what", "there", "who", "everything"})


def spell_out(word: str) -> tuple[str, ...]:
    """Return the full words that ``word`` is short for, or ``word`` alone.

    ``can not`` is always ``cannot``, one word: being unable is no denial.  After a noun ``'s``
    may be "is" or "of": it stays a word of its own, ``s``.
    """
    word = word.casefold()
    if found := short_form(word):
        return found
    stem, _, ending = word.rpartition("'")
    if not stem:
        return (word.replace("'", ""),)
    if ending == "t" and stem.endswith("n"):
        return (stem[:-1], "not")
    if ending == "s" and stem not in _WHO:
        return (stem, "s")
    return (stem, _ENDINGS.get(ending, ending))


def short_form(word: str) -> tuple[str, ...] | None:
    """Return what the listed short form ``word`` stands for; ``None`` if it is none."""
    if word in _WHOLE:
        return tuple(_WHOLE[word].split())
    return _SHORT_WORDS.get(word)
