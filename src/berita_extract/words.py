"""News text cut into words by one regular expression, and what stands between two spaces cut apart from the rest.

News repeats its words: a `Cutter` works out each stretch between two spaces once and keeps what its caller makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")

# Longest alternative first; every quantifier that could meet hostile input is bounded.
_TOKEN = re.compile(
    r"""(
      [a-z]{1,60}(?=[ ,\n])                                               # most words: the quick way
    | (?:https?://|www\.)[^\s"'<>()]{1,500}                               # addresses
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}                     # e-mail
    | [^\W\d_]{2,30}\.(?:com|co\.id|id|net|go\.id)\b                      # Xnews.com
    | Rp\.?(?=\s?\d)                                                      # currency before its figure
    | (?:[Kk]e|[Ss]e)-(?:\d{1,4}|[IVXLC]{1,6})\b                          # ke-5, ke-VIII
    | \d{4}-\d{2}-\d{2}\b | \d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b               # 2025-05-12, 12/5/2025
    | \d{1,2}/\d{1,4}\b                                                   # 04/08
    | \d{1,30}(?:[.,]\d{1,30}){0,8}                                       # 1.234,5 (33ribu -> 33 + ribu)
    | [SMAPBD]\.\ ?(?:Tr\.\ ?)?(?:Sos|Kom|Kes|Si|Farm|Pd|Pdi|Ag|Hum|Hut|Kep|Keb|Gz|Ked|Psi|STP|IP|AP|IKom|Ak|Sc
        |Eng|Ec|Stat|Biomed|Gizi|Epid|Kn|PSDM|Fil|Th|Sy|Or|Ds|Sn|Ars|Par|Md|Ma|KM|Hi|Pt|Pi|Dev|Mat|Kel|TP|MRS|PWK|ST
        |Tr|IIP|Ant|Adm|Arsi|Art|Mar|Pel|Ter|Trans|Vet|Tek|Han|Ling|Si|Ap|Ip|Ikom)\b\.?(?:[A-Z][A-Za-z]{0,3}\b\.?){0,2}
    | [SM]\.[THEMPIA](?=[,;)\s])                                          # S.T, M.M without the last point
    | H\.(?=\ ?[A-Z]) | [A-Z][a-z]\.                                      # H. and Hj. stand apart: H.M. -> H. + M.
    | (?:[A-Z]\.){1,6}                                                    # M., K.H., I.G.N.
    | (?:Drs|Dra|Plt|Plh|Pjs|Prof|drg|drh|dr|apt|Muh|Moh|Gst|Ngr|Mhd|Abd|Kec|Kab|Kel|Prov|Bag|Sdr|Tgk|Pdt|Ust|[Dd]kk|dll
        |dst|Kompol|Kol|Let|Inf|Pol|Ners|Amd|Tbk|Jl|No|Gg|Hlm|dsb|a\.n|s\.d|d\.a|u\.p)\.
    | [A-Z][a-z]{2,30}(?=\d{1,2}\.\ [A-Z])                                 # "Budi4. Menteri": a lost line break
    | [^\W\d_]{1,60}(?:['’ʼ`][^\W\d_]{1,30}){0,3}(?:-(?!nya\b)[^\W_]{1,40}){0,4}(?:\d[^\W_]{0,20})?
                                                                          # kata, anak-anak, DP3AKB
    | -{2,10} | \.{2,10} | …
    | \s{1,1000}
    | .
    )(\ ?)""",
    re.VERBOSE | re.DOTALL,
)
# The last word of such a stretch may depend on what follows the space: an alternative above takes that in or looks on.
_LOOKS_ON = re.compile(r"(?:[SMAPBDH]\.|Tr\.|Rp\.\n?|[A-Z][a-z]{2,30}\d{1,2}\.)\Z")
_BLANKS = re.compile(r"\A(?:\Z|[^\S\n])|[^\S\n]\Z")  # a stretch that others than one space part from its neighbours


def split_words(text: str) -> tuple[list[str], list[bool]]:
    """Cut `text` into words and "one space follows" flags; joined again they give exactly `text`."""
    pairs = _TOKEN.findall(text)
    return [word for word, _ in pairs], [space == " " for _, space in pairs]


class Cutter(dict[str, "Made | None"], Generic[Made]):
    """Stretch of text up to the next space or line break -> what `make` makes of its words, worked out on first sight.

    News repeats its words, so that this costs a third of cutting each text anew. None stands for a stretch that can't
    be cut without the next one. Emptied when it has grown past its limit: memory stays flat.
    """

    LIMIT = 60_000

    def __init__(self, make: Callable[[list[str], list[bool]], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, stretch: str) -> Made | None:
        if len(self) > self.LIMIT:
            self.clear()
        alone = _LOOKS_ON.search(stretch) is None and _BLANKS.search(stretch) is None
        made = self[stretch] = self._cut(stretch) if alone else None
        return made

    def __call__(self, text: str) -> list[Made]:
        """What is made of the words of a text, in order. Behind the last word of the text `make` may see a space."""
        if "\n\n\n" in text:
            return self._word_by_word(text)
        stretches = text.replace("\n", "\n ").replace("\n \n ", "\n\n ").split(" ")
        made = list(map(self.__getitem__, stretches))
        if None not in made:
            return made  # type: ignore[return-value]
        if any(known is None and _BLANKS.search(part) for known, part in zip(made, stretches, strict=True)):
            return self._word_by_word(text)
        return self._joined(stretches, made)

    def _word_by_word(self, text: str) -> list[Made]:
        return [self._make([word], [space]) for word, space in zip(*split_words(text), strict=True)]

    def _cut(self, stretch: str) -> Made:
        words, spaces = split_words(stretch if stretch.endswith("\n") else stretch + " ")
        return self._make([stretch] if words == [stretch] else words, spaces)

    def _joined(self, stretches: list[str], made: list[Made | None]) -> list[Made]:
        """The same with each stretch that looks on cut together with the next one."""
        out: list[Made] = []
        before = ""
        for stretch, known in zip(stretches, made, strict=True):
            if known is None:
                before += stretch if stretch.endswith("\n") else stretch + " "
            elif before:
                out.append(self._cut(before + stretch))
                before = ""
            else:
                out.append(known)
        if before:
            out.append(self._cut(before.removesuffix(" ")))
        return out
