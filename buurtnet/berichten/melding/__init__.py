"""“Klopt er iets niet?”: anybody says it, and reads what became of it."""
