"""A home authority in Wales is said, not computed (PRACTICE.md P-24). Twin of `wales.ts`."""

import re

# The 22, and what else they are called.
AUTHORITIES = frozenset(
    {
        *("blaenau gwent", "bridgend", "caerphilly", "cardiff", "carmarthenshire", "ceredigion", "conwy"),
        *("denbighshire", "flintshire", "gwynedd", "isle anglesey", "merthyr tydfil", "monmouthshire"),
        *("neath port talbot", "newport", "pembrokeshire", "powys", "rhondda cynon taf", "swansea", "torfaen"),
        *("vale glamorgan", "wrexham"),
        *("anglesey", "rhondda cynon taff", "ynys mon", "pen bont ar ogwr", "caerffili", "caerdydd", "sir gar"),
        *("sir gaerfyrddin", "sir ddinbych", "sir fflint", "sir y fflint", "merthyr tudful", "sir fynwy"),
        *("castell nedd port talbot", "casnewydd", "sir benfro", "abertawe", "tor faen", "bro morgannwg", "wrecsam"),
    }
)
# Words that a council's name has or has not.
BESIDES = frozenset({"council", "county", "borough", "city", "of", "and", "the", "cyngor", "social", "services"})
COUNTRY = frozenset({"wales", "cymru"})
# There are Newports in England too.
ALSO_ENGLISH = "newport"
MARKS = str.maketrans("âêîôûŵŷáéíóú", "aeiouwyaeiou")


def words(authority: str) -> str:
    """Empty where it is not in Wales, or nobody can tell."""
    if not in_wales(authority):
        return ""
    said = "Wales has other procedures and holidays; Seenby does not work out its dates."
    return f"Home authority: {authority.strip()}, in Wales. {said}"


def in_wales(authority: str) -> bool:
    """As people write it: with Council or without, in English or Welsh, the country after it or not."""
    parts = [_spoken(part) for part in re.split("[,()]", authority)]
    named = [part for part in parts if part]
    if any(part in COUNTRY or part.endswith(" in wales") for part in named):
        return True
    return bool(named) and named[0] in AUTHORITIES and (len(named) == 1 or named[0] != ALSO_ENGLISH)


def _spoken(authority: str) -> str:
    written = re.findall("[a-z]+", authority.lower().translate(MARKS))
    return " ".join(word for word in written if word not in BESIDES)
