"""Figures and days as values: tables of written forms, odd input, and years found without a clock."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from berita_extract.values import day, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("36.742", "36742"),
        ("54,04", "54.04"),
        ("5,000", "5000"),
        ("20.8 juta", "20800000"),
        ("1,2 juta", "1200000"),
        ("Rp1,5 miliar", "1500000000"),
        ("Rp 9.000.000,00", "9000000"),
        ("0,125", "0.125"),
        ("dua belas", "12"),
        ("empat belas (14)", "14"),
        ("94 (sembilan puluh empat)", "94"),
        ("seratus", "100"),
        ("seribu dua ratus lima puluh", "1250"),
        ("33 ribu", "33000"),
        ("setengah", "0.5"),
        ("dua setengah", "2.5"),
        ("tiga koma lima", "3.5"),
        ("350 ribuan", "350000"),
        ("puluhan ribu", "10000"),
        ("sejuta", "1000000"),
        ("dua puluh satu", "21"),
        ("sembilan ratus sembilan puluh sembilan", "999"),
        ("5 kuadriliun", "5" + "0" * 15),
    ],
)
def test_figures(text, value):
    figure = number.parse(text)
    assert figure is not None and figure.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "inovasi", "1.2.3", "1" * 19, "1" + "0" * 400, "empat belas (15)", "999999999 triliun"]
)
def test_what_is_no_figure(text):
    assert number.parse(text) is None


def test_a_single_comma_depends_on_what_is_told():
    assert number.digits("14,455").value == 14455
    assert number.digits("14,455", measured=True).value == Decimal("14.455")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,5 miliar", "1450000000", "1550000000"),
        ("33 ribu", "32500", "33500"),
        ("81,44", "81.435", "81.445"),
        ("42", "42", "42"),
        ("ratusan", "100", "999"),
        ("puluhan ribu", "10000", "99999"),
    ],
)
def test_what_rounding_allows(text, low, high):
    figure = number.parse(text)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


def test_a_scale_does_not_swallow_the_next_figure():
    assert number.words(["satu", "miliar", "satu", "desa"])[1] == 2


@pytest.mark.parametrize(
    ("word", "value"),
    [("ketiga", 3), ("ke-enam", 6), ("kelimanya", 5), ("kesebelas", 11), ("kelas", None), ("tiga", None)],
)
def test_collectives(word, value):
    assert number.collective(word) == value


PUBLISHED = day.Hints(published=date(2021, 1, 10))


@pytest.mark.parametrize(
    ("when", "hints", "ahead", "value"),
    [
        ((8, 1, None, 4), PUBLISHED, False, date(2021, 1, 8)),
        ((20, 12, None, None), PUBLISHED, False, date(2020, 12, 20)),
        ((1, 6, None, None), PUBLISHED, False, date(2020, 6, 1)),
        ((1, 6, None, None), PUBLISHED, True, date(2021, 6, 1)),
        ((20, 12, None, None), PUBLISHED, True, date(2020, 12, 20)),
        ((29, 3, None, None), PUBLISHED, True, date(2021, 3, 29)),
        ((4, 8, None, 1), day.Hints(years=(2020,)), False, date(2020, 8, 4)),
        ((30, 12, None, 0), day.Hints(years=(2025,)), False, date(2024, 12, 30)),
        ((4, 8, 2019, 6), PUBLISHED, False, date(2019, 8, 4)),
    ],
)
def test_the_year_is_inferred(when, hints, ahead, value):
    assert day.resolve(*when, hints, ahead=ahead).value == value


def test_a_weekday_that_does_not_fit_is_told():
    assert day.resolve(5, 8, None, 1, day.Hints(date(2020, 8, 6))).agrees is False
    assert day.resolve(4, 8, None, 1, day.Hints(date(2020, 8, 6))).agrees is True


def test_no_year_no_day():
    assert day.resolve(4, 8, None, None, day.Hints()) is None
    assert day.resolve(31, 2, 2020, None, day.Hints()) is None
    assert day.resolve(29, 2, 2023, None, day.Hints()) is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/2022/09/14/x", (date(2022, 9, 14), 2022)),
        ("https://a.example/2022/09/x", (None, 2022)),
        ("https://a.example/x-20190329", (date(2019, 3, 29), 2019)),
        ("https://a.example/d-8168280", (None, None)),
        (None, (None, None)),
    ],
)
def test_days_in_addresses(url, found):
    assert day.from_address(url) == found
