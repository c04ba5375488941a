"""Images are drawn again: what is kept has the picture and nothing else that the camera wrote."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from lar.files.errors import RefusedFile
from lar.files.kinds import MAX_BYTES, FileKind

MAX_SIDE = 2560
PREVIEW_SIDE = 480
MAX_PIXELS = 52_000_000
"""A telephone's 50 megapixels. Drawn, that is 200 MB of memory: more is refused from the header alone."""

IMAGES: tuple[tuple[Callable[[bytes], bool], FileKind], ...] = (
    (lambda data: data.startswith(b"\xff\xd8\xff"), FileKind.JPEG),
    (lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), FileKind.PNG),
    (lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", FileKind.WEBP),
)

# One image at a time in each process, so that several people's photos don't add up their memory.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class CleanImage:
    kind: FileKind
    data: bytes
    preview: bytes


def clean_image(data: bytes, kind: FileKind) -> CleanImage:
    """Return the first picture of an image, upright, at most 2560 on its longer side, without metadata.

    Raises:
        RefusedFile: when it is damaged or has too many pixels.
    """
    with _one_at_a_time, _only_whole_images():
        try:
            picture = _picture(data, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise RefusedFile(_too_many_points()) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            words = _("La imagen está dañada o incompleta. Ábrela, guárdala otra vez y súbela.")
            raise RefusedFile(words) from None
        kept = _write(picture, kind)
        if len(kept) > MAX_BYTES:
            kind, kept = FileKind.JPEG, _write(_on_white(picture), FileKind.JPEG)
        picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        return CleanImage(kind, kept, _write(picture, FileKind.WEBP))


@contextmanager
def _only_whole_images() -> Iterator[None]:
    """A process that drew a PDF before takes images that were cut: WeasyPrint switches that on for good."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _picture(data: bytes, kind: FileKind) -> Image.Image:
    with Image.open(BytesIO(data), formats=[kind.value.upper()]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise RefusedFile(_too_many_points())
        image.draft("RGB" if image.mode == "YCbCr" else None, (MAX_SIDE, MAX_SIDE))
        image.thumbnail((MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(image)
        clear = upright.has_transparency_data
        plain = upright.convert("RGBA" if clear and kind is not FileKind.JPEG else "RGB")
    # Colour profiles, comments and texts ride along in here.
    plain.info = {}
    return plain


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _write(picture: Image.Image, kind: FileKind) -> bytes:
    target = BytesIO()
    if kind is FileKind.PNG:
        picture.save(target, "PNG", optimize=False)
    else:
        picture.save(target, kind.value.upper(), quality=85)
    return target.getvalue()


def _too_many_points() -> str:
    words = _(
        "La imagen es demasiado grande: tiene más de %(n)d millones de puntos. Achícala y súbela otra vez."
    )
    return words % {"n": MAX_PIXELS // 1_000_000}
