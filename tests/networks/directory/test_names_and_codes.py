"""How official names are shown, and the small tables of codes."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.directory import check_digits, names
from networks.directory.codes import Dependency, SchoolStatus
from networks.directory.reader import read_directory
from networks.directory.regions import REGIONS, region_for, region_of_comuna

DEMO = Path(check_digits.__file__).parent / "data" / "directorio_demo.csv"


@pytest.mark.parametrize(
    ("official", "shown"),
    [
        ("LICEO POLITECNICO ARICA", "Liceo Politécnico Arica"),
        ("ESCUELA  HERMANOS DE LOS ANDES", "Escuela Hermanos de los Andes"),
        ("COLEGIO EL SABER", "Colegio El Saber"),
        ("SAN PEDRO DE LA PAZ", "San Pedro de la Paz"),
        ("LA SERENA", "La Serena"),
        ("LICEO JUAN PABLO II", "Liceo Juan Pablo II"),
        ("ESCUELA D N° 45", "Escuela D N° 45"),
        ("ESCUELA G-45", "Escuela G-45"),
        ("C.E.I.A. LOS BOLDOS", "C.E.I.A. Los Boldos"),
        ("CEIA LOS BOLDOS", "CEIA Los Boldos"),
        ("COLEGIO SSCC", "Colegio SSCC"),
        ("ESCUELA DR. RUIZ", "Escuela Dr. Ruiz"),
        ("COLEGIO O´HIGGINS", "Colegio O´Higgins"),
        ("SAINT PAUL'S SCHOOL", "Saint Paul's School"),
        ("ESC.BASICA SAN JUAN", "Esc.Básica San Juan"),
        ("ESCUELA NIÑOS Y NIÑAS", "Escuela Niños y Niñas"),
        ("ESCUELA JUAN E IGNACIO", "Escuela Juan e Ignacio"),
        ("ESCUELA E 12", "Escuela E 12"),
        ("NUESTRA SE¥ORA", "Nuestra Señora"),
        ("Liceo de San José", "Liceo de San José"),
        ("ANTOFAGASTA - TOCOPILLA", "Antofagasta - Tocopilla"),
        ("", ""),
    ],
)
def test_names_in_capitals_are_shown_in_spanish_title_case(official: str, shown: str) -> None:
    assert names.proper_case(official) == shown


@given(st.text(alphabet="ABCDEÍÑÚXIV .-'´0123 ", max_size=40))
def test_showing_a_name_twice_changes_nothing_more_than_once(text: str) -> None:
    once = names.proper_case(text)

    assert once == " ".join(once.split())
    assert once.upper().replace(" ", "") == text.upper().replace(" ", "")


@pytest.mark.parametrize("name", ["", "NULL", " ", "SIN INFORMACION"])
def test_a_school_without_a_name_is_shown_by_its_rbd(name: str) -> None:
    assert names.school_display_name(name, 12) == "Establecimiento sin nombre (RBD 12)"


def test_sixteen_regions_north_to_south() -> None:
    assert sorted(region.code for region in REGIONS) == list(range(1, 17))
    assert [region.order for region in REGIONS] == list(range(1, 17))
    assert (REGIONS[0].short_name, REGIONS[-1].short_name) == ("Arica y Parinacota", "Magallanes")
    assert region_for(0) is None


def test_the_region_is_inside_the_comuna_code_and_abbreviations_agree_with_the_file() -> None:
    with DEMO.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))

    for row in rows:
        region = region_for(int(row["COD_REG_RBD"]))
        assert region is not None and region.abbreviation == row["NOM_REG_RBD_A"]
        assert region_of_comuna(int(row["COD_COM_RBD"])) == region.code


def test_every_code_has_its_label() -> None:
    assert [item.label for item in Dependency] == [
        "Corporación municipal",
        "Municipal (DAEM)",
        "Particular subvencionado",
        "Particular pagado",
        "Administración delegada",
        "Servicio Local de Educación Pública (SLEP)",
    ]
    assert [item.is_municipal for item in Dependency] == [True, True, False, False, False, False]
    assert len({status.label for status in SchoolStatus}) == 4


@pytest.mark.parametrize(
    ("rbd", "digit"), [(1, "9"), (2, "7"), (10, "8"), (42288, "6"), (13208, "8"), (20250, "4")]
)
def test_the_official_digit_of_a_school(rbd: int, digit: str) -> None:
    assert check_digits.rbd_check_digit(rbd) == digit


def test_exceptions_differ_from_the_calculation_and_both_digits_are_accepted() -> None:
    exceptions = check_digits.official_exceptions()

    assert len(exceptions) == 50
    for rbd, digit in exceptions.items():
        assert digit != check_digits.modulus_11(rbd)
        assert check_digits.is_expected_digit(rbd, digit)
        assert check_digits.is_expected_digit(rbd, check_digits.modulus_11(rbd).lower())
    assert not check_digits.is_expected_digit(1, "0")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("62000660", 62000660),
        ("62.000.660", 62000660),
        (" 62000660-2 ", 62000660),
        ("62.000.660-2", 62000660),
        ("62.000.660-5", None),
        ("", None),
        (" ", None),
        ("sin dato", None),
        ("123", None),
    ],
)
def test_a_rut_in_its_usual_spellings(text: str, number: int | None) -> None:
    assert check_digits.parse_rut(text) == number


@given(st.integers(min_value=1_000_000, max_value=99_999_999))
def test_a_formatted_rut_reads_back(number: int) -> None:
    assert check_digits.parse_rut(check_digits.format_rut(number)) == number


def test_people_and_institutions_have_different_ranges() -> None:
    assert not check_digits.is_institution(12_345_678)
    assert check_digits.is_institution(62_000_660)


def test_our_own_file_cannot_be_taken_for_the_official_one() -> None:
    schools = read_directory(DEMO).schools

    assert min(school.rbd for school in schools) > 90_000
    assert all(check_digits.modulus_11(school.rbd) == school.check_digit for school in schools)
    ruts = {school.sostenedor_rut for school in schools} - {None}
    assert {str(rut)[:4] for rut in ruts} == {"5790"}
