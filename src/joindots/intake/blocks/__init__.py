"""What each paragraph of a text is to a reader."""
