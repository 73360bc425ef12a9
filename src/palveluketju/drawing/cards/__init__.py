"""The views of cards under headings: strategy, work, and the network around the client."""
