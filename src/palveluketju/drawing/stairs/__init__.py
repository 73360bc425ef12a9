"""The stairs view: levels with their services, rising with need."""
