"""HTML pages: which of their lines are the article, and what they say of themselves."""
