"""What people without an account send and read; what the passing of time brings, and its mails."""
