"""List pages, pure: which rows, dates and further pages they show, and what their addresses tell."""
