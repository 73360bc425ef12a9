"""What a picture is, whatever it is drawn from and written as: pages of boxes, lines and marks."""
