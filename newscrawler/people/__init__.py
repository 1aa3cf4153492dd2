"""People over time: who the attendees of many articles are, their posts, and who was seen with whom."""
