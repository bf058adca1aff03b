"""What the faces of an account show: records ranked, named in words and tied to their places, before any markup."""
