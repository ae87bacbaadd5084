"""What is sent with a form: kept in memory, and refused when it is more than that may hold."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InGeheugen(MemoryFileUploadHandler):
    """Reads files into memory: a full disk can't get in the way of a form."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig(f"{content_length} bytes were sent with a form")
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
