"""How uploads are read from the connection: in memory, and only as far as a file may go."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from lar.files.kinds import MAX_BYTES

MAX_BODY = 6 * MAX_BYTES
"""A form that says it is longer than this is not even read."""


class LimitedUploadHandler(FileUploadHandler):
    """Keeps a file up to the limit; of a larger one it only counts what still comes.

    The form's field is then given the size without the bytes, so that it can say so beside itself.
    Nothing touches the disk, where a copy of what people upload could stay.
    """

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803
        """Refuse at once what is far too long.

        Raises:
            RequestDataTooBig: before a byte of it is read.
        """
        if content_length > MAX_BODY:
            raise RequestDataTooBig("form with files is too long")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        if self.seen <= MAX_BYTES:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        self.kept.seek(0)
        if self.seen > MAX_BYTES:
            return UploadedFile(self.kept, self.file_name, self.content_type, self.seen)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
