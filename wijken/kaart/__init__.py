"""Maps from the stored outlines: shapes, positions and where a page draws what."""
