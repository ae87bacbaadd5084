"""Following a place, a theme or a network by mail: asked on a page, confirmed by mail, weekly."""
