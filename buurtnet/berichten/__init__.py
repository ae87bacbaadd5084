"""What the passing of time brings, and the mails that follow from it."""
