"""One module a kind of observation; each looks at one document and is a pure function of it."""
