"""What every picture is made of: pages, boxes and lines in points, measured text, and the looks of roles."""
