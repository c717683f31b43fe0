"""The one door for files from outside: looked at by content, counted, scanned, then kept."""
