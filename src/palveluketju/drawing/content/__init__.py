"""What a picture says, whatever its view: words of levels and moves, marks, and what is laid over it."""
