"""Write patterns/lists/regions.tsv and patterns/lists/districts.txt.

Input is the folder `data` of the unpacked npm package idn-area-data 4.0.1 (provinces.csv, regencies.csv,
districts.csv); aliases come from patterns/lists/region_aliases.tsv.

    npm pack idn-area-data@4.0.1 && tar xf idn-area-data-4.0.1.tgz
    python scripts/make_regions.py package/data
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "patterns" / "lists"
SOURCE = (
    "# Source: npm package idn-area-data 4.0.1 (Kemendagri codes), taken from the npm registry in November 2026.\n"
    "# Licence of this data: Open Database License (ODbL) 1.0. Made by scripts/make_regions.py; do not edit by hand.\n"
)
# A district of one of these names is left out: the word is mostly something else.
WORD_LISTS = ("common.txt", "nonnames.txt", "orgwords.txt", "names.txt")
PROVINCE_NAMES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Khusus Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
# As news and the regions themselves write these names; the spelling of the source stands among the aliases.
REGENCY_NAMES = {
    "Kabupaten Fak Fak": "Kabupaten Fakfak",
    "Kota Bau Bau": "Kota Baubau",
    "Kabupaten Toli-Toli": "Kabupaten Tolitoli",
    "Kota Pangkal Pinang": "Kota Pangkalpinang",
    "Kota Tanjung Pinang": "Kota Tanjungpinang",
    "Kota Palangkaraya": "Kota Palangka Raya",
    "Kota Lubuk Linggau": "Kota Lubuklinggau",
    "Kabupaten Tojo Una Una": "Kabupaten Tojo Una-Una",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(path: Path) -> list[str]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def read_aliases(path: Path) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for line in words(path)[1:]:
        name, forms = line.split("\t")
        if name in aliases:
            raise SystemExit(f"{path.name}: {name} has two rows; join them")
        aliases[name] = forms
    return aliases


def regency(name: str) -> tuple[str, str]:
    """The canonical name and the level: "Kota Administrasi Jakarta Barat" -> ("Kota Jakarta Barat", "kota")."""
    level, _, place = REGENCY_NAMES.get(name, name).partition(" ")
    return f"{level} {place.removeprefix('Administrasi ')}", level.lower()


def regions(data: Path, aliases: dict[str, str]) -> list[tuple[str, str, str, str, str]]:
    left = dict(aliases)
    found = []
    for row in rows(data / "provinces.csv"):
        name = "Provinsi " + PROVINCE_NAMES.get(row["name"], row["name"])
        found.append((row["code"], name, "provinsi", row["code"], left.pop(name, "")))
    for row in rows(data / "regencies.csv"):
        name, level = regency(row["name"])
        found.append((row["code"], name, level, row["province_code"], left.pop(name, "")))
    if left:
        raise SystemExit(f"region_aliases.tsv: no such region: {', '.join(left)}")
    return sorted(found)


def districts(data: Path, places: set[str]) -> list[str]:
    common = {word.casefold() for name in WORD_LISTS for word in words(LISTS / name)} | places
    names = {" ".join(row["name"].split()) for row in rows(data / "districts.csv")}
    return sorted(name for name in names if name.casefold() not in common and len(name) > 2)


def main(data: Path) -> None:
    found = regions(data, read_aliases(LISTS / "region_aliases.tsv"))
    table = "".join("\t".join(row) + "\n" for row in found)
    about = "# Provinces, regencies and cities with Kemendagri codes; aliases from region_aliases.tsv.\n"
    (LISTS / "regions.tsv").write_text("code\tname\tlevel\tprovince\taliases\n" + about + SOURCE + table, "utf-8")
    places = {name.partition(" ")[2].casefold() for _, name, _, _, _ in found}
    lines = "".join(name + "\n" for name in districts(data, places))
    about = "# Names of kecamatan, without those that are mostly a common word, a personal name or a region.\n"
    (LISTS / "districts.txt").write_text(about + SOURCE + lines, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
