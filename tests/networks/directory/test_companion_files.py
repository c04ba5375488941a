"""The transfer list and the names of sostenedores."""

from datetime import date
from pathlib import Path

import pytest

from networks.directory import reader, sostenedores, transfers
from networks.directory.codes import Dependency
from networks.directory.errors import DirectoryError

DATA = Path(reader.__file__).parent / "data"
TRANSFER_HEADER = "RBD;RUT_SOSTENEDOR;desde"


def transfer_list(*lines: str) -> tuple[transfers.Transfer, ...]:
    return transfers.parse_transfers("\n".join([TRANSFER_HEADER, *lines, ""]).encode())


@pytest.mark.parametrize("text", ["01-03-2025", "01/03/2025", "2025-03-01"])
def test_dates_in_chilean_or_iso_order(text: str) -> None:
    assert transfer_list(f"90001;62000660;{text}")[0].since == date(2025, 3, 1)


def test_a_transfer_is_typed_and_check_digits_are_optional() -> None:
    assert transfer_list("90001-K;62.000.660-2;01-01-2025", "90002;62000660;01-01-2025") == (
        transfers.Transfer(2, 90001, 62000660, date(2025, 1, 1)),
        transfers.Transfer(3, 90002, 62000660, date(2025, 1, 1)),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("90001;62.000.660-5;01-01-2025", "Línea 2: el RUT del sostenedor no es válido"),
        ("90001;12345678;01-01-2025", "el RUT es de una persona"),
        ("escuela;62000660;01-01-2025", "el RBD «escuela» no es un número"),
        ("90001-1;62000660;01-01-2025", "el dígito verificador de «90001-1»"),
        ("90001;62000660;31-02-2025", "la fecha «31-02-2025» no se entiende"),
        ("90001;62000660; ", "la fecha"),
    ],
)
def test_a_bad_line_is_named(line: str, words: str) -> None:
    with pytest.raises(DirectoryError, match="Corrige la lista de traspasos") as caught:
        transfer_list(line)

    assert words in str(caught.value)


def test_a_school_may_move_twice_but_not_twice_on_a_day() -> None:
    moved_twice = transfer_list("90001;62000660;01-01-2025", "90001;62000690;01-01-2026")
    assert len(moved_twice) == 2

    with pytest.raises(DirectoryError, match="Línea 3: repite el RBD y la fecha de la línea 2"):
        transfer_list("90001;62000660;01-01-2025", "90001;62000690;01-01-2025")


def test_many_bad_lines_are_shown_in_part_and_counted() -> None:
    with pytest.raises(DirectoryError) as caught:
        transfer_list(*["x;62000660;01-01-2025"] * 8)

    assert str(caught.value).count("Línea") == 5
    assert str(caught.value).endswith("Y 3 más.")


def test_a_list_without_its_columns_or_its_lines_is_refused() -> None:
    with pytest.raises(DirectoryError, match="Falta DESDE en la primera línea"):
        transfers.parse_transfers(b"RBD;RUT_SOSTENEDOR\n1;62000660\n")
    with pytest.raises(DirectoryError, match="no trae ningún establecimiento"):
        transfer_list()


def test_our_transfers_move_municipal_schools_of_our_file_to_a_slep_of_it() -> None:
    schools = {school.rbd: school for school in reader.read_directory(DATA / "directorio_demo.csv").schools}
    slep_ruts = {s.sostenedor_rut for s in schools.values() if s.dependency is Dependency.SLEP}
    listed = transfers.read_transfers(DATA / "traspasos_demo.csv")

    assert len(listed) == 25
    assert {transfer.since for transfer in listed} == {date(2025, 1, 1), date(2026, 1, 1)}
    for transfer in listed:
        dependency = schools[transfer.rbd].dependency
        assert dependency is not None and dependency.is_municipal
        assert transfer.sostenedor_rut in slep_ruts


def test_every_sostenedor_of_our_file_has_a_name_that_says_it_is_invented() -> None:
    schools = reader.read_directory(DATA / "directorio_demo.csv").schools
    named = sostenedores.read_sostenedor_names(DATA / "sostenedores_demo.csv")

    assert {entry.rut for entry in named} == {s.sostenedor_rut for s in schools} - {None}
    assert all(entry.name.endswith("(demostración)") for entry in named)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("RUT_SOSTENEDOR;nombre\n12345678;Alguien\n", "Línea 2: el RUT no es el de una institución"),
        ("RUT_SOSTENEDOR;nombre\n62000660; \n", "Línea 2: falta el nombre"),
        ("RUT_SOSTENEDOR;nombre\n62000660;A\n62000660-2;B\n", "Línea 3: el RUT ya apareció"),
        ("RUT_SOSTENEDOR;comuna\n62000660;A\n", "Falta NOMBRE"),
    ],
)
def test_names_that_cannot_be_used_are_explained(content: str, words: str) -> None:
    with pytest.raises(DirectoryError) as caught:
        sostenedores.parse_sostenedor_names(content.encode())

    assert words in str(caught.value)
