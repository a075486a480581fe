"""What a terminal shows, whatever it says: widths, colours, grids."""
