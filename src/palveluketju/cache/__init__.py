"""What a check wrote, kept for the next time: nothing is imported or checked anew where nothing has changed.

``seen`` notes what a run sees of the disk, ``runs`` says which run it is and whether all is still as it was seen,
``store`` keeps texts in the user's cache folder. None of them imports more than the standard library.
"""
