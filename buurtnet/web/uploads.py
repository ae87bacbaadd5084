"""What is sent with a form: kept in memory, as far as that may hold it."""

import io

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InGeheugen(FileUploadHandler):
    """Reads files into memory: a full disk can't get in the way of a form.

    Of what is larger only the size is kept, with no content: the form says what is wrong, and has
    all else that was typed. Forms look at the size of a file before they read it.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.MEESTE_BYTES_VERSTUURD:
            raise RequestDataTooBig(f"{content_length} bytes were sent with a form")
        self.ruimte = settings.FILE_UPLOAD_MAX_MEMORY_SIZE

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.inhoud = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > self.ruimte:
            self.inhoud = io.BytesIO()
        else:
            self.inhoud.write(raw_data)

    def file_complete(self, file_size):
        self.ruimte -= len(self.inhoud.getbuffer())
        self.inhoud.seek(0)
        return InMemoryUploadedFile(
            file=self.inhoud,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
