"""What the article is about: its headline and opening, the words that tell the kind of occasion, its day and its place.

Read by `relevance` (is it about a government innovation at all?) and `events` (what happened, when, where, by whom).
"""
