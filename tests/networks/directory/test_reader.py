"""The official directory, in the shapes in which different years come, and in the ways a file can be bad."""

import os
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.directory import decoding, reader
from networks.directory.codes import Dependency, SchoolStatus
from networks.directory.counts import count_directory, count_schools
from networks.directory.errors import DirectoryError, WarningKind

FIXTURES = Path(__file__).parent / "fixtures"
DEMO = Path(reader.__file__).parent / "data" / "directorio_demo.csv"
HEADER = "RBD;DGV_RBD;NOM_RBD;COD_COM_RBD;NOM_COM_RBD;COD_DEPE;ESTADO_ESTAB;MAT_TOTAL"


def parse(*lines: str, header: str = HEADER) -> reader.Directory:
    return reader.parse_directory("\r\n".join([header, *lines, ""]).encode())


def error_of(call: Callable[[], object]) -> str:
    with pytest.raises(DirectoryError) as caught:
        call()
    return str(caught.value)


def test_our_own_file_is_read_whole_and_without_warnings() -> None:
    directory = reader.read_directory(DEMO)
    counts = count_directory(directory)

    assert directory.warnings == ()
    assert directory.year == 2024
    assert (counts.rows, counts.working, counts.with_pupils, counts.working_with_pupils) == (
        258,
        249,
        248,
        248,
    )
    assert (counts.regions, counts.deprovs, counts.comunas, counts.without_sostenedor) == (6, 8, 20, 3)


def test_a_row_is_typed() -> None:
    school = reader.read_directory(DEMO).schools[0]

    assert (school.line, school.rbd, school.check_digit) == (2, 90001, "K")
    assert school.official_name == school.official_name.upper()
    assert school.region is not None
    assert (school.region.code, school.region.short_name) == (5, "Valparaíso")
    assert (school.comuna_code, school.comuna_name) == (5107, "Quintero")
    assert (school.deprov_code, school.deprov_name) == (53, "Valparaíso")
    assert (school.dependency, school.status) == (Dependency.SLEP, SchoolStatus.WORKING)
    assert school.sostenedor_rut == 57900001
    assert school.latitude == pytest.approx(-32.8, abs=0.1)
    assert school.rural is False


def test_windows_1252_without_a_mark_keeps_its_accents() -> None:
    directory = reader.read_directory(FIXTURES / "windows_1252.csv")

    assert len(directory.schools) == 15
    assert "VIÑA DEL MAR" in {school.comuna_official_name for school in directory.schools}


def test_an_older_year_in_lower_case_with_commas_and_fewer_columns() -> None:
    directory = reader.read_directory(FIXTURES / "lower_case_2016.csv")
    first = directory.schools[0]

    assert (directory.year, len(directory.schools)) == (2016, 8)
    assert (first.pupils, first.has_pupils) == (None, True)
    assert (first.deprov_code, first.deprov_name) == (None, "")
    assert first.latitude == pytest.approx(-32.8, abs=0.1)


def test_the_same_school_reads_the_same_in_either_year() -> None:
    old = reader.read_directory(FIXTURES / "lower_case_2016.csv").schools[0]
    new = reader.read_directory(DEMO).schools[0]
    told_by_both = (
        "rbd",
        "official_name",
        "region_code",
        "comuna_code",
        "latitude",
        "longitude",
        "sostenedor_rut",
    )

    assert [getattr(old, name) for name in told_by_both] == [getattr(new, name) for name in told_by_both]


def test_numbers_of_natural_persons_never_come_out() -> None:
    content = (FIXTURES / "lower_case_2016.csv").read_text(encoding="utf-8")
    assert "12345678" in content and "12345679" in content

    directory = reader.read_directory(FIXTURES / "lower_case_2016.csv")

    assert "1234567" not in repr(directory)
    assert [warning.kind for warning in directory.warnings] == [WarningKind.NATURAL_PERSON] * 2
    assert not any("mrun" in field.name for field in fields(reader.SchoolRow))


def test_swapped_coordinates_are_put_right_and_foreign_ones_dropped() -> None:
    header = f"{HEADER};LATITUD;LONGITUD"
    directory = parse(
        "1;9;A;5101;B;1;1;5;-70,6;-33,4",
        "2;7;A;5101;B;1;1;5;48,8;2,3",
        "3;5;A;5101;B;1;1;5; ; ",
        '4;3;A;5101;B;1;1;5;"& 65279;-27,1";-109,3',
        "5;1;A;5101;B;1;1;5;norte;-70",
        header=header,
    )

    assert [(school.latitude, school.longitude) for school in directory.schools] == [
        (-33.4, -70.6),
        (None, None),
        (None, None),
        (-27.1, -109.3),
        (None, None),
    ]
    assert [(warning.kind, warning.rbd) for warning in directory.warnings] == [
        (WarningKind.COORDINATES, 2),
        (WarningKind.COORDINATES, 5),
    ]


def test_a_school_without_name_shows_its_rbd() -> None:
    closed = reader.read_directory(FIXTURES / "lower_case_2016.csv").schools[5]

    assert closed.official_name == "NULL"
    assert closed.display_name == f"Establecimiento sin nombre (RBD {closed.rbd})"
    assert (closed.is_working, closed.has_pupils) == (False, False)


def test_a_wrong_check_digit_warns_and_an_official_exception_does_not() -> None:
    directory = parse(
        "1;9;A;5101;B;1;1;5", "2;0;A;5101;B;1;1;5", "13208;8;A;5101;B;1;1;5", "4;;A;5101;B;1;1;5"
    )

    assert len(directory.schools) == 4
    assert [(warning.rbd, warning.kind) for warning in directory.warnings] == [(2, WarningKind.CHECK_DIGIT)]
    assert "se esperaba 7" in directory.warnings[0].message


def test_unknown_codes_warn_and_stay_empty() -> None:
    directory = parse("1;9;A;0;;9;7;5")
    school = directory.schools[0]

    assert (school.dependency, school.status, school.comuna_code, school.region) == (None, None, None, None)
    assert {warning.kind for warning in directory.warnings} == {
        WarningKind.DEPENDENCY,
        WarningKind.STATUS,
        WarningKind.NO_COMUNA,
    }
    assert count_schools(directory.schools).by_dependency == {"Sin dato": 1}


@pytest.mark.parametrize(
    ("text", "pupils", "has"), [("840", 840, True), ("840,0", 840, True), ("0", 0, False)]
)
def test_pupils_as_a_spreadsheet_writes_them(text: str, pupils: int, has: bool) -> None:
    school = parse(f"1;9;A;5101;B;1;1;{text}").schools[0]

    assert (school.pupils, school.has_pupils) == (pupils, has)


@pytest.mark.parametrize("mark", ["\ufeff", "ï»¿", "ï"])
def test_a_byte_order_mark_is_not_part_of_the_first_name(mark: str) -> None:
    assert parse("1;9;A;5101;B;1;1;5", header=mark + HEADER).schools[0].rbd == 1


def test_utf_16_from_a_spreadsheet_is_read() -> None:
    content = f"{HEADER}\n1;9;ÑUÑOA;5101;B;1;1;5\n".replace(";", "\t").encode("utf-16")

    assert reader.parse_directory(content).schools[0].official_name == "ÑUÑOA"


def test_a_truncated_file_says_where_and_that_nothing_was_saved() -> None:
    message = error_of(lambda: reader.read_directory(FIXTURES / "truncated.csv"))

    assert "cortado" in message and "línea 14" in message and "No se guardó nada" in message


@settings(deadline=None, max_examples=50)
@given(st.integers(min_value=1, max_value=DEMO.stat().st_size - 1))
def test_a_cut_anywhere_never_yields_a_garbled_school(size: int) -> None:
    whole = {school.rbd: school.official_name for school in reader.read_directory(DEMO).schools}

    try:
        directory = reader.parse_directory(DEMO.read_bytes()[:size])
    except DirectoryError:
        return

    assert all(whole[school.rbd] == school.official_name for school in directory.schools)


def test_a_file_without_final_newline_is_read_with_a_warning() -> None:
    content = f"{HEADER}\n1;9;A;5101;B;1;1;5".encode()

    assert [w.kind for w in reader.parse_directory(content).warnings] == [WarningKind.UNFINISHED_LAST_LINE]


def test_another_csv_is_refused_and_the_right_one_is_named() -> None:
    message = error_of(lambda: reader.read_directory(FIXTURES / "wrong_file.csv"))

    assert "no es el directorio oficial" in message
    assert "Directorio de establecimientos educacionales" in message


def test_missing_columns_are_named() -> None:
    message = error_of(lambda: parse("1;A;5101;B;5", header="RBD;NOM_RBD;COD_COM_RBD;NOM_COM_RBD;MAT_TOTAL"))

    assert "faltan las columnas COD_DEPE, ESTADO_ESTAB" in message


def test_one_of_the_two_columns_about_pupils_is_needed() -> None:
    message = error_of(lambda: parse("1;9;A;5101;B;1;1", header=HEADER.removesuffix(";MAT_TOTAL")))

    assert "falta la columna MAT_TOTAL" in message


@pytest.mark.parametrize("column", ["GEN_ALU", "fec_nac_alu", "DOC_GENERO"])
def test_a_file_about_people_is_not_read(column: str) -> None:
    message = error_of(lambda: parse("1;9;A;5101;B;1;1;5;2", header=f"{HEADER};{column}"))

    assert "datos de estudiantes o docentes" in message


def test_a_repeated_school_names_both_lines() -> None:
    message = error_of(lambda: parse("1;9;A;5101;B;1;1;5", "1;9;A;5101;B;1;1;5"))

    assert "RBD 1" in message and "líneas 2 y 3" in message


def test_two_years_in_one_file_are_refused() -> None:
    header = f"AGNO;{HEADER}"
    message = error_of(lambda: parse("2023;1;9;A;5101;B;1;1;5", "2024;2;7;A;5101;B;1;1;5", header=header))

    assert "2023, 2024" in message


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["1;9;A"], "cortado"),
        (["1;9;A", "2;7;A;5101;B;1;1;5"], "La línea 2 tiene 3 columnas y el encabezado tiene 8"),
        (["1;9;A;5101;B;1;1;5;otra"], "La línea 2 tiene 9 columnas"),
        (["x;9;A;5101;B;1;1;5"], "la columna RBD dice «x»"),
        ([" ;9;A;5101;B;1;1;5"], "no trae RBD"),
        (['1;9;"A;5101;B;1;1;5'], "comilla"),
        ([], "solo trae el encabezado"),
    ],
    ids=["cut", "short", "long", "rbd-word", "rbd-blank", "quote", "header-only"],
)
def test_a_bad_line_is_named(lines: list[str], words: str) -> None:
    assert words in error_of(lambda: parse(*lines))


def test_blank_lines_and_trailing_separators_are_harmless() -> None:
    assert len(parse("1;9;A;5101;B;1;1;5;;", "", " ; ;", "2;7;A;5101;B;1;1;5").schools) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vacío"),
        (b" \r\n", "vacío"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\xd0\xcf\x11\xe0rest", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "página web"),
        (b"RBD;\x00\x01\x02", "no es de texto"),
        (b"RBD;\x81\x8d\n", "no es de texto"),
        ("\ufeffRBD;A\nNOMBRE;".encode() + "Ñ".encode("cp1252") + b"UBLE;1\n", "línea 2 no está en UTF-8"),
        ("RBD;NOM\n1;Ñ".encode()[:-1], "cortado"),
        ("RBD;NOM\n".encode("utf-16")[:-1], "cortado"),
        (b"una sola columna\n1\n", "nombres de columnas"),
    ],
)
def test_what_is_not_a_directory_is_said_in_words(content: bytes, words: str) -> None:
    assert words in error_of(lambda: reader.parse_directory(content))


def test_a_missing_file_and_a_folder_are_said_in_words(tmp_path: Path) -> None:
    assert "No encontramos" in error_of(lambda: reader.read_directory(tmp_path / "nada.csv"))
    assert "es una carpeta" in error_of(lambda: reader.read_directory(tmp_path))


def test_a_file_too_large_is_refused_before_reading_it() -> None:
    megabyte = 1024 * 1024

    assert "aceptamos hasta 0 MB" in error_of(lambda: reader.read_directory(DEMO, max_bytes=1000))
    assert "pesa 2 MB" in error_of(lambda: decoding.decode(b"a" * 2 * megabyte, max_bytes=megabyte))


def test_the_real_file_has_the_counts_that_the_project_knows() -> None:
    path = os.environ.get("LAR_DIRECTORY_CSV")
    if not path:
        pytest.skip("LAR_DIRECTORY_CSV is not set: the official file is checked by hand")
    start = time.perf_counter()

    counts = count_directory(reader.read_directory(Path(path)))

    assert (counts.rows, counts.working, counts.with_pupils, counts.working_with_pupils) == (
        16_694,
        12_037,
        11_049,
        11_048,
    )
    assert (counts.regions, counts.deprovs, counts.without_sostenedor) == (16, 42, 1_940)
    assert "check_digit" not in counts.warnings
    assert time.perf_counter() - start < 20
