"""Pages and mails of “Klopt dit nog?”: asked by mail, answered without an account."""
