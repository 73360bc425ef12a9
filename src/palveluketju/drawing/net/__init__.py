"""The views of boxes in layers and what joins them: neighbourhood, several chains, steering."""
