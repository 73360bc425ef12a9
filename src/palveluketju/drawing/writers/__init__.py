"""What a picture is written as; each writer knows only paper."""
