"""What stands around every view: heading, legend, foot and page numbers."""
