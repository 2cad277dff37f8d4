"""Who is asking, what they may see and do, and what is kept of it."""
