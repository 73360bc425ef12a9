"""The lanes view: levels against organisers."""
