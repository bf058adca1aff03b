"""The desk: a case in the browser. A thin shell: what it shows is made by `account/`, what it does by `run/`."""
