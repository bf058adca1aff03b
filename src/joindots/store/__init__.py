"""The only SQL. Empty until a case is kept between runs."""
