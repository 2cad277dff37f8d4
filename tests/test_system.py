"""A local system read from its folder, and the plain words said when it cannot be."""

import csv
import gzip
import shutil
from datetime import date
from pathlib import Path

import pytest

from homefirst.codes import ServiceKind, SupportKind
from homefirst.system import SystemFault, available_systems, load_system, location_title
from homefirst.system.areas import read_areas

FOLDER = Path(__file__).resolve().parents[1] / "systems" / "northamptonshire"


@pytest.fixture(scope="module")
def northamptonshire():
    return load_system("northamptonshire")


@pytest.fixture
def copy(tmp_path):
    """A copy of the system to spoil: give what to change, get the file."""
    folder = tmp_path / "somewhere"
    shutil.copytree(FOLDER, folder)

    def spoil(old: str, new: str) -> Path:
        file = folder / "system.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file

    return spoil


def fault_of(file: Path) -> str:
    with pytest.raises(SystemFault) as fault:
        load_system(file)
    return str(fault.value)


def line_of(file: Path, words: str) -> int:
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def test_northamptonshire_comes_with_homefirst(northamptonshire):
    assert "northamptonshire" in available_systems()
    assert northamptonshire.title == "Northamptonshire"


def test_a_system_is_found_by_name_by_folder_and_by_file(northamptonshire):
    assert load_system(FOLDER) == load_system(FOLDER / "system.toml") == northamptonshire


def test_every_figure_that_a_service_or_market_names_is_among_the_published_figures(northamptonshire):
    with (FOLDER / "figures.csv").open(newline="", encoding="utf-8") as lines:
        published = {row["id"] for row in csv.DictReader(lines)}
    named = {figure for s in northamptonshire.services for figure in s.figures}
    named |= {s.capacity.figure for s in northamptonshire.services if s.capacity and s.capacity.figure}
    named |= {market.figure for market in northamptonshire.markets}
    assert len(named) > 40
    assert named <= published


def test_no_figure_is_listed_twice_and_each_says_where_it_was_printed(northamptonshire):
    with (FOLDER / "figures.csv").open(newline="", encoding="utf-8") as lines:
        ids = [row["id"] for row in csv.DictReader(lines)]
    assert len(ids) == len(set(ids)) == len(northamptonshire.figures)
    sources = {source.key for source in northamptonshire.sources}
    assert all(f.source in sources and f.locator for f in northamptonshire.figures.values())


def test_every_real_capacity_names_a_figure_or_the_place_where_it_was_read(northamptonshire):
    for service in northamptonshire.services:
        if service.capacity and not service.invented:
            assert service.capacity.figure or service.source.startswith("kh03"), service.code
            assert service.capacity.as_at, service.code


@pytest.mark.parametrize(
    ("code", "amount", "kind"),
    [
        ("SHAW:STEPDOWN", 51, SupportKind.BED_BASED_INTERMEDIATE_CARE),
        ("CLAREMONT:OUTFLOW", 46, SupportKind.BED_BASED_INTERMEDIATE_CARE),
        ("FLATS", 4, SupportKind.BED_BASED_INTERMEDIATE_CARE),
        ("RNS:HAWTHORN", 28, ServiceKind.WARD),
        ("RNS:ROWAN", 24, ServiceKind.WARD),
    ],
)
def test_a_service_holds_as_many_as_was_printed(northamptonshire, code, amount, kind):
    service = northamptonshire.service(code)
    assert (service.capacity.amount, service.kind) == (amount, kind)


def test_the_teams_that_print_no_number_have_no_capacity_rather_than_a_guess(northamptonshire):
    assert all(northamptonshire.service(code).capacity is None for code in ("START", "CRT", "ICT", "HICT", "HOMECARE"))


def test_wards_and_whatever_has_a_name_for_the_demonstrations_alone_are_marked_invented(northamptonshire):
    invented = {s.code for s in northamptonshire.services if s.invented}
    assert {s.code for s in northamptonshire.services if s.kind is ServiceKind.WARD} <= invented
    assert {"RNS:AE", "RNS:HAWTHORN", "RNS:ROWAN", "RNQ:AE", "RNQ:ASHBY", "ELSEWHERE:BEDS"} <= invented
    assert not {"RNS:BEDS", "RNQ:BEDS", "START", "SHAW:STEPDOWN"} & invented


def test_the_county_council_gave_way_to_two_councils_on_1_april_2021(northamptonshire):
    before, after = (northamptonshire.councils_on(day) for day in (date(2021, 3, 31), date(2021, 4, 1)))
    assert [c.code for c in before] == ["E10000021"]
    assert [c.code for c in after] == ["E06000061", "E06000062"]


def test_the_population_of_2017_is_that_of_the_office_for_national_statistics(northamptonshire):
    people = northamptonshire.population_of("E10000021", 2017)
    assert (people.all_ages, people.age_18_plus, people.age_65_plus) == (741_209, 573_261, 131_425)
    assert not people.projected
    assert northamptonshire.population_of("E10000021", 1066) is None


def test_the_two_councils_together_hold_the_people_of_the_county(northamptonshire):
    north, west, county = (northamptonshire.population_of(c, 2018) for c in ("E06000061", "E06000062", "E10000021"))
    rounding = 3  # each row of the projections is rounded by itself
    assert abs(north.all_ages + west.all_ages - county.all_ages) <= rounding
    assert abs(north.age_65_plus + west.age_65_plus - county.age_65_plus) <= rounding


def test_the_population_can_be_counted_again_from_the_national_file(northamptonshire):
    file = FOLDER.parents[2] / "shared" / "data" / "population" / "mye2019_utla19.csv.gz"
    if not file.exists():
        pytest.skip("the national file of mid-2019 estimates is not beside this checkout")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        row = next(r for r in csv.DictReader(lines) if r["utla19_code"] == "E10000021")
    ages = {int(k.rstrip("+")): float(v) for k, v in row.items() if k.rstrip("+").isdigit()}
    people = northamptonshire.population_of("E10000021", 2019)
    assert people.age_65_plus == sum(v for age, v in ages.items() if age >= 65)
    assert people.age_85_plus == sum(v for age, v in ages.items() if age >= 85)


@pytest.mark.parametrize(
    ("location", "title"),
    [
        ("RNS:HAWTHORN", "Hawthorn ward, Northampton General"),
        ("RNS:HAWTHORN:B4", "Hawthorn ward, Northampton General, bed B4"),
        ("RNS:TALBOT", "TALBOT, Northampton General"),
        ("RNS", "Northampton General"),
        ("START", "Short Term Assessment and Reablement Team"),
        ("E06000062", "West Northamptonshire Council"),
        ("E06000062:E01027100", "West Northamptonshire Council"),
        ("RXX:WARD:1", "WARD, RXX, bed 1"),
        ("", ""),
    ],
)
def test_a_location_has_a_readable_name_and_an_unknown_one_keeps_its_code(northamptonshire, location, title):
    assert location_title(northamptonshire, location) == title


def test_a_system_that_is_not_there_is_answered_with_those_that_are():
    assert "Known: northamptonshire" in fault_of(Path("atlantis"))


def test_a_figure_that_was_never_published_is_refused_by_line(copy):
    file = copy('figure = "nh.shaw.beds"', 'figure = "nh.shaw.rooms"')
    fault = fault_of(file)
    assert f"somewhere/system.toml, line {line_of(file, 'nh.shaw.rooms')}: [[services]] number " in fault
    assert '"nh.shaw.rooms" is not in figures.csv' in fault


def test_a_capacity_that_differs_from_its_published_figure_is_refused(copy):
    file = copy("capacity = 51", "capacity = 52")
    assert "the number here is 52, but nh.shaw.beds in figures.csv is 51" in fault_of(file)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "reablement"', 'kind = "rehab"', 'kind: "rehab" is not known. Use one of: crisis_response'),
        ('organisation = "SHAW"', 'organisation = "SHORE"', '"SHORE" is not an organisation or council named'),
        ("capacity = 51", 'capacity = "51"', "capacity: should be a number, not '51'"),
        ("capacity = 51", "capacity = -51", "is below nought"),
        ("capacity = 51", "capacity = true", "should be a number, not True"),
        ('name = "Step-down beds"', "", "[[services]] number 25, name: is missing; add it"),
        (
            'accepts = "older people on arrival',
            'acepts = "older people on arrival',
            "acepts: is not a key that is used",
        ),
        ('code = "HICT"', 'code = "ICT"', 'code: "ICT" is used twice'),
        ('code = "RNS:ROWAN"', 'code = "RNS:HAWTHORN"', "[[invented]] number 3, code"),
        ("until = 2021-03-31", "until = 2021-03-31\nsince = 2022-01-01", "until: 2021-03-31 is before since"),
        ("age_85_plus = 16062", "age_85_plus = 160620", "older groups cannot be larger"),
        ('source = "ons_2019"', 'source = "memory"', '"memory" should begin with the key'),
        ('title = "Northamptonshire"', "", "title: is missing"),
        ("[[markets]]", "[markets]", "cannot be read as TOML"),
        ('title = "Northamptonshire"', 'title = "Northamptonshire', "cannot be read as TOML"),
    ],
)
def test_a_mistake_in_the_file_is_answered_with_the_table_the_key_and_what_to_do(copy, old, new, words):
    fault = fault_of(copy(old, new))
    assert words in fault
    assert fault.startswith("somewhere/system.toml")


def test_a_figure_that_is_not_a_number_is_refused_by_line(copy):
    file = copy("capacity = 51", "capacity = 51")
    figures = file.with_name("figures.csv")
    figures.write_text(figures.read_text(encoding="utf-8").replace(",51,beds,", ",many,beds,"), encoding="utf-8")
    assert f'figures.csv, line {line_of(figures, ",many,")}: the value "many" of nh.shaw.beds' in fault_of(file)


def test_a_system_without_published_figures_may_have_capacities_of_its_own(tmp_path):
    file = tmp_path / "small" / "system.toml"
    file.parent.mkdir()
    file.write_text(
        'name = "small"\ntitle = "Small"\n'
        '[[organisations]]\ncode = "X1"\nname = "X"\nkind = "acute_trust"\n'
        '[[invented]]\ncode = "X1:W"\norganisation = "X1"\nname = "W ward"\nkind = "ward"\n'
        'capacity = 2\nunit = "beds"\nas_at = "invented"\n',
        encoding="utf-8",
    )
    assert load_system(file).service("X1:W").capacity.amount == 2


def test_published_figures_without_a_column_are_refused_by_its_name(copy):
    file = copy("capacity = 51", "capacity = 51")
    figures = file.with_name("figures.csv")
    figures.write_text(figures.read_text(encoding="utf-8").replace("locator", "where", 1), encoding="utf-8")
    assert "there is no column 'locator'" in fault_of(file)


def test_a_file_that_is_not_utf8_is_refused_with_what_to_do(copy):
    file = copy("capacity = 51", "capacity = 51")
    file.write_bytes(file.read_bytes() + "# caf\xe9\n".encode("cp1252"))
    assert fault_of(file) == "somewhere/system.toml is not written in UTF-8. Save it as UTF-8 and try again."


def test_the_small_areas_hold_everybody_of_the_county_and_each_lies_in_one_council(northamptonshire):
    areas = northamptonshire.areas
    assert len({a.code for a in areas}) == 422
    county = northamptonshire.population_of("E10000021", 2017)
    assert sum(a.population.age_65_plus for a in areas) == county.age_65_plus
    assert sum(a.population.age_18_plus for a in areas) == county.age_18_plus
    assert {a.council for a in areas} == {"E06000061", "E06000062"}
    assert {a.deprivation for a in areas} == {"1", "2", "3", "4", "5"}


def test_a_small_area_that_cannot_be_right_is_refused_with_its_line(tmp_path):
    ages = "all_ages,age_18_plus,age_65_plus,age_75_plus,age_85_plus"
    head = f"area,name,neighbourhood,council,icb,deprivation,year,{ages},source"
    for row, fault in (
        ("A1,Corby 1,Corby,E06000061,QPM,6,2017,9,8,3,2,1,ons", "line 2.*1 \\(most deprived\\) to 5"),
        ("A1,Corby 1,Corby,E06000061,QPM,1,2017,9,8,3,2,4,ons", "line 2.*older groups"),
        ("A1,Corby 1,Corby,E06000061,QPM,1,2017,nine,8,3,2,1,ons", "line 2.*whole numbers"),
    ):
        (tmp_path / "areas.csv").write_text(f"{head}\n{row}\n")
        with pytest.raises(SystemFault, match=fault):
            read_areas(tmp_path / "areas.csv")
