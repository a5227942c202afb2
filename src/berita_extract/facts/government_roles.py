"""Whose news it is, once the kind of the main event is known: prizes of many, both sides of an agreement or a visit, a
ministry's own news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from berita_extract.facts.context import Context
from berita_extract.lexicon import NUMBER, NUMWORD
from berita_extract.model import Award, Government
from berita_extract.values import number

# A list of prizes or results: so many governments, and none with such a share of all weight.
ROUNDUP, ROUNDUP_SHARE = 8, 0.2
SHORT_ROUNDUP, SHORT_SHARE = 5, 0.3  # where the headline names none of them
# Share of the greatest weight from which on another side of the event is a subject, too, or may be the host.
SHARES = {"agreement": 0.3, "visit": 0.2}
# So many governments, none with such a share of all weight: a ministry gives prizes to all of them.
SEVERAL, EVEN_SHARE, HALF = 4, 0.4, 0.5
SEVERAL_WINNERS = 3
# Words behind a winner, and within how many of them its innovation is named: "lewat inovasi Ojek Sayang".
_BY_MEANS = frozenset({"lewat", "melalui", "dengan", "berkat", "atas"})
_OWN_WITHIN = 5
DATELINE = 20  # code points within which the place of the dateline begins
FIRST_PART = 0.35  # share of the text in which those are named whom a contest is about
LEAD = 4  # sentences at the beginning that may announce several regions
# Words behind a number in a headline that announce several governments at once.
_REGION_WORDS = frozenset({"daerah", "kabupaten", "kota", "pemda", "provinsi", "kabupaten/kota", "pemkab", "pemkot"})
_LOCAL_WORDS = _REGION_WORDS - {"provinsi"}
# Kinds of which a headline counts the regions where they are held.
_HELD_IN_SEVERAL = frozenset({"laboratory", "launch", "training", "meeting", "report"})
_ROW_ENDS = frozenset({"hingga", "sampai"})


def settle_roles(context: Context, kind: str | None, hosts: Mapping[str, int] | None = None) -> None:
    """Choose the subjects anew once the kind of the main event is known.

    Prizes and results of so many governments that none stands out are those of all of them.
    Both sides sign an agreement, and guest and host both learn from a visit, so the smaller share counts there; `hosts`
    tells who is visited (government id -> how much speaks for it).
    """
    governments: list[Government] = context.found.get("governments", [])
    if not governments:
        return
    weights: dict[str, float] = context.found["government_weights"]
    if kind is not None and (opened := _opened_by_number(context, kind)):
        _choose(context, opened)
        return
    if kind in _HELD_IN_SEVERAL and (counted := _counted_in_headline(context)):
        _choose(context, counted)
        return
    if context.found["news_of_ministry"] and kind not in {"agreement", "visit"}:
        _settle_for_ministry(context, kind)
        return
    if kind in {"award", "index"} and (announced := _announced(context)):
        _choose(context, announced)
        return
    if kind in {"award", "index"} and (winners := _winners_of_province(context, kind)):
        _choose(context, winners)
        return
    if kind in {"award", "index", "competition"} and (winners := _winners(context, kind)):
        _choose(context, winners)
        return
    if kind == "competition" and (contestants := _contestants(context)):
        _choose(context, contestants)
        return
    if kind in {"award", "index"} and _is_roundup(context):
        placed = context.found["governments_placed"]
        _choose(context, {g.id for g in governments} - placed)
        return
    if kind in {"meeting", "training", "launch", "other"} and (winners := _winners_besides(context)):
        _choose(context, {g.id for g in governments if g.role == "subject"} | winners)
        return
    if kind in {"award", "competition"} and (winner := _winner_beside_giver(context)):
        _choose(context, {winner})
        return
    if kind == "award" and (owners := _winning_owners(context)):
        _choose(context, {g.id for g in governments if g.role == "subject"} | owners)
        return
    if len(governments) < 2 or kind not in {"agreement", "visit"}:
        return
    best = max(governments, key=lambda g: weights[g.id])
    limit = weights[best.id] * SHARES[kind]
    near = [g for g in governments if weights[g.id] >= limit and (g is best or g.level != "provinsi")]
    if kind == "visit" and len(near) > 1 and hosts:
        host = max(near, key=lambda g: (hosts.get(g.id, 0), weights[g.id]))
        _choose(context, {host.id} | _acting_early(context, limit))
        return
    _choose(context, {g.id for g in near})


def _acting_early(context: Context, limit: float) -> set[str]:
    """The governments of so much weight that act in headline or opening, themselves or by a body or office."""
    weights: dict[str, float] = context.found["government_weights"]
    sentences = context.analysis.sentences
    end = context.analysis.span(*sentences[min(LEAD, len(sentences)) - 1])[1]
    return {
        g.id for g in context.found["governments"]
        if g.id in context.found["governments_acting"] and weights[g.id] >= limit
        and (g.id in context.found["governments_in_headline"] or g.evidence[0].start < end)
    }  # fmt: skip


def _is_roundup(context: Context) -> bool:
    """Whether the prizes and results are those of so many governments that none stands out; those that the headline
    names as the ends of a row ("Dari Sabang sampai Merauke") don't."""
    weights: dict[str, float] = context.found["government_weights"]
    headline: set[str] = context.found["governments_in_headline"]
    lowers: list[str] = context.found["headline_words"][1]
    if len(headline) == 2 and "dari" in lowers and not _ROW_ENDS.isdisjoint(lowers):
        return len(weights) >= ROUNDUP
    least, share = (ROUNDUP, ROUNDUP_SHARE) if headline else (SHORT_ROUNDUP, SHORT_SHARE)
    return len(weights) >= least and max(weights.values()) < share * sum(weights.values())


def _settle_for_ministry(context: Context, kind: str | None) -> None:
    """A ministry's news that names no region in its headline: its prizes and ranks are those of all whom it names, and
    of other news the regions are the subject only where their own governments act."""
    governments: list[Government] = context.found["governments"]
    placed, acting = context.found["governments_placed"], context.found["governments_acting"]
    weights: dict[str, float] = context.found["government_weights"]
    chosen: set[str] = set()
    if kind in {"award", "index"} or (kind == "competition" and len(governments) >= ROUNDUP):
        chosen = {g.id for g in governments} - placed
        if len(chosen) < SEVERAL or max(weights.values()) > EVEN_SHARE * sum(weights.values()):
            _drop_mere_names(context)
            return
    elif kind == "competition" and acting and not _tells_early_of(context, acting):
        chosen = set()  # they are only examples of those who take part
    elif len(acting) >= SEVERAL and max(weights.values()) <= EVEN_SHARE * sum(weights.values()):
        chosen = acting
    elif acting:
        return
    _choose(context, chosen)


def _contestants(context: Context) -> set[str]:
    """The several kabupaten and kota that act in a contest, the first of them early; none where the headline
    names a government or one stands out."""
    weights: dict[str, float] = context.found["government_weights"]
    acting: set[str] = _local(context) & context.found["governments_acting"]
    if len(acting) < SEVERAL_WINNERS or context.found["governments_in_headline"]:
        return set()
    if not _tells_early_of(context, acting) or max(weights.values()) > HALF * sum(weights.values()):
        return set()
    return acting


def _tells_early_of(context: Context, ids: set[str]) -> bool:
    """Whether the first of them is named in the first part of the text, and not only as an example further down."""
    first = min((g.evidence[0].start for g in context.found["governments"] if g.id in ids), default=0)
    return first < FIRST_PART * len(context.text)


def _drop_mere_names(context: Context) -> None:
    """Of prizes that a ministry gives to bodies of the state no region is the subject that is named in passing."""
    winners = {w.recipient for w in context.found.get("awards", ())}
    meant: set[str | None] = context.found["governments_acting"] | context.found["governments_levelled"] | winners
    if winners - {None}:
        _choose(context, {g.id for g in context.found["governments"] if g.role == "subject" and g.id in meant})


def _winners(context: Context, kind: str) -> set[str]:
    """The regions that win, if there are several and the news is not that of one of them; and the province whose
    contest it is."""
    governments: list[Government] = context.found["governments"]
    weights: dict[str, float] = context.found["government_weights"]
    ids = {g.id for g in governments}
    awards: list[Award] = context.found.get("awards", [])
    winners = {w.recipient for w in awards if w.recipient in ids} - context.found["governments_placed"]
    if len(winners) < 2:
        return set()
    led = winners & context.found.get("governments_in_headline", set())
    if len(led) == 1:
        return _winners_within(context, winners, led) if kind == "award" else set()
    best = max(governments, key=lambda g: weights[g.id])
    stands_out = weights[best.id] > EVEN_SHARE * sum(weights.values())
    if stands_out if best.id in winners else best.level not in {"provinsi", "pusat"}:
        return set()
    organisers = {g.id for g in governments if g.level == "provinsi" and g.id in context.found["governments_acting"]}
    headline: set[str] = context.found.get("governments_in_headline", set())
    return {w for w in winners if w} | (organisers & ({best.id} | headline))


def _winners_within(context: Context, winners: set[str], led: set[str]) -> set[str]:
    """The winners, if the headline names the province of all the others: its units win beside it."""
    governments: list[Government] = context.found["governments"]
    name = next((g.name for g in governments if g.id in led and g.level == "provinsi"), None)
    told = winners & (context.found["governments_levelled"] | context.found["governments_acting"])
    within = {g.id for g in governments if g.id in told and name is not None and g.province == name}
    return led | within if within and told == led | within else set()


def _winners_besides(context: Context) -> set[str]:
    """The kabupaten and kota that win prizes given at a meeting of another kind, if there are several."""
    ids = {g.id for g in context.found["governments"] if g.level != "provinsi"}
    winners = {w.recipient for w in context.found.get("awards", ())} & ids
    return _local(context) if len(winners) >= SEVERAL_WINNERS else set()


def _winner_beside_giver(context: Context) -> str | None:
    """The one kabupaten or kota of the opening where only the province that gives the prize would be subject."""
    governments: list[Government] = context.found["governments"]
    subject = [g for g in governments if g.role == "subject"]
    if len(subject) != 1 or subject[0].level != "provinsi" or subject[0].id in context.found["governments_in_headline"]:
        return None
    sentences = context.analysis.sentences
    end = context.analysis.span(*sentences[min(LEAD, len(sentences)) - 1])[1]
    named = context.found["governments_acting"] & context.found["governments_listed"]
    local = [g.id for g in governments if g.level != "provinsi" and g.id in named and g.evidence[0].start < end]
    first = governments[0]
    if not local and first.level == "kabupaten" and first.evidence[0].start < DATELINE:
        return first.id  # the unit that wins lies where the report was written
    return local[0] if len(local) == 1 else None


def _winning_owners(context: Context) -> set[str]:
    """The regions that win, too, each with an innovation of its own: "serupa diterima Kabupaten Jepara lewat Ukir"."""
    analysis = context.analysis
    winners = {w.recipient for w in context.found.get("awards", ())}
    local = [g for g in context.found["governments"] if g.level != "provinsi"]
    told = {_sentence(context, g) for g in local if g.id in winners}
    if not told:
        return set()
    named = {analysis.word_at(i.evidence[0].start) for i in context.found.get("innovations", ())}
    out = set()
    for government in local:
        end = analysis.word_at(government.evidence[0].end - 1) + 1
        if _BY_MEANS.isdisjoint(analysis.lowers[end : end + 1]) or named.isdisjoint(range(end, end + _OWN_WITHIN)):
            continue
        if _sentence(context, government) in told:
            out.add(government.id)
    return out


def _sentence(context: Context, government: Government) -> int:
    """The sentence that first names the government."""
    return context.analysis.sentence_of[context.analysis.word_at(government.evidence[0].start)]


def _opened_by_number(context: Context, kind: str) -> set[str]:
    """Those whom a headline announces that opens with their number, whatever they do: "Sembilan Kabupaten Teken …"."""
    masks, lowers = context.found["headline_words"]
    opening = lowers.index(":") + 1 if ":" in lowers[:4] else 0
    if not _tells_number(masks[opening : opening + 2], lowers[opening : opening + 2]) or "provinsi" in lowers[:4]:
        return set()
    local, headline = _local(context), context.found["governments_in_headline"]
    if len(local) < 2 or local & headline:
        return set()
    return local | headline if kind in {"award", "index"} else local


def _counted_in_headline(context: Context) -> set[str]:
    """The kabupaten and kota of the article, if they are as many as its headline tells and it names none of them:
    "LAN Luncurkan 198 Inovasi di 4 Kabupaten"."""
    masks, lowers = context.found["headline_words"]
    if not _tells_number(masks, lowers):
        return set()
    local = _local(context)
    named: set[str] = context.found["governments_in_headline"] - context.found["governments_told_where"]
    if len(local) < 2 or named:
        return set()
    for k in range(len(lowers) - 1):
        figure = number.expression(lowers, k) if lowers[k + 1] in _LOCAL_WORDS else None
        if figure is not None and figure[0].value == len(local):
            return local
    return set()


def _announced(context: Context) -> set[str]:
    """The kabupaten and kota that the headline announces by their number ("Tiga Daerah di Sulteng …"), if two or more
    are named and it names none of them itself; and the province that it names as one that acts."""
    if "headline_words" not in context.found:  # no government was read
        return set()
    masks, lowers = context.found["headline_words"]
    if not _tells_number(masks, lowers):
        return _announced_in_lead(context)
    local = _local(context)
    headline: set[str] = context.found["governments_in_headline"]
    return local | headline if len(local) > 1 and not local & headline else set()


def _announced_in_lead(context: Context) -> set[str]:
    """The regions that one of the first sentences announces by their number and lists: "Lima daerah di NTB meraih …,
    yakni …"; none where the headline names one of them."""
    analysis = context.analysis
    for start, end in analysis.sentences[:LEAD]:
        if _tells_number(analysis.masks[start:end], analysis.lowers[start:end]):
            a, b = analysis.span(start, end)
            listed = {
                g.id for g in context.found["governments"]
                if g.level != "provinsi" and any(a <= e.start < b for e in g.evidence)
            }  # fmt: skip
            if len(listed) > 2 and not listed & context.found["governments_in_headline"]:
                return listed
    return set()


def _tells_number(masks: Sequence[int], lowers: Sequence[str]) -> bool:
    """Whether a number, and no rank ("terbaik kedua | Kabupaten Paser"), stands before a word for regions."""
    return any(
        lowers[k + 1] in _REGION_WORDS and masks[k] & (NUMBER | NUMWORD) and not lowers[k].startswith("ke")
        for k in range(len(lowers) - 1)
    )


def _local(context: Context) -> set[str]:
    """The kabupaten and kota of the article, without mere places and, if most are named with their
    level or act, without the others."""
    placed: set[str] = context.found["governments_placed"]
    local = {g.id for g in context.found["governments"] if g.level != "provinsi" and g.id not in placed}
    named: set[str] = context.found["governments_levelled"] | context.found["governments_acting"]
    if 2 * len(local & named) <= len(local):
        return local
    listed: set[str] = context.found["governments_listed"]
    return local & (named | listed)


def _winners_of_province(context: Context, kind: str) -> set[str]:
    """The kabupaten and kota to which a province gives its prizes, and the province, or that it ranks: its headline
    names none of them, and no one of them stands out."""
    weights: dict[str, float] = context.found["government_weights"]
    governments: list[Government] = context.found["governments"]
    bracketed = {g.id for g in governments if all(context.text[e.start - 1 : e.start] == "(" for e in g.evidence)}
    local = _local(context) - bracketed  # "Si Kinantan (Kota Solok)" only says where
    subject = {g.id for g in governments if g.role == "subject"}
    headline: set[str] = context.found["governments_in_headline"]
    hosts = {g.id for g in governments if g.level == "provinsi"} & (subject | headline)
    ranked = kind == "index" and hosts <= headline  # "Bappeda Riau Rilis Indeks Inovasi, Siak Teratas"
    if len(local) < SEVERAL or subject - local - hosts or len(hosts) != 1 or (local & headline and not ranked):
        return set()
    if kind == "index":
        telling = _acting_early(context, 0.0)  # its own body tells the ranks
        if not hosts <= context.found["governments_told_where"] | (subject - headline) | (local & headline and telling):
            return set()  # the province itself is ranked
        hosts &= telling
    within = sum(weights[i] for i in local)
    return local | hosts if max(weights[i] for i in local) <= HALF * within else set()


def _choose(context: Context, chosen: set[str]) -> None:
    governments: list[Government] = context.found["governments"]
    context.found["governments"] = [replace(g, role="subject" if g.id in chosen else "other") for g in governments]
