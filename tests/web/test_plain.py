"""Numbers, and who said something, as people write them."""

from __future__ import annotations

from homefirst.web.plain import plain, said_by_words


def test_who_said_something_is_the_role_and_the_organisation_by_name_and_never_the_account() -> None:
    names = {"QUILLON": "Quillon Care"}
    assert said_by_words("care_home@QUILLON/home.one", names.__getitem__) == "care home, Quillon Care"


def test_a_source_that_is_no_reader_is_left_as_it_is() -> None:
    assert said_by_words("homefirst simulate") == "homefirst simulate"
    assert said_by_words("mid_east_feed") == "mid_east_feed"


def test_small_numbers_keep_three_figures_and_whole_ones_none() -> None:
    assert [plain(value) for value in (None, 3.0, 0.1234, 12.34, 1234.5)] == ["", "3", "0.123", "12.3", "1,234"]
