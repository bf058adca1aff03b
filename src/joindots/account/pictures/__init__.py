"""Pictures made by hand as SVG: they take the colours of the page, link to its anchors and need no engine."""
