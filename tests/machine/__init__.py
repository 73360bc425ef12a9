"""Strict readers of what ``check`` writes for other programs, written from their specifications and not from ours.

Each reader takes what was written, as text or bytes, gives plain records, and raises ``Rejected`` where the consumer
that it stands for would misread, drop or refuse a part.
"""
