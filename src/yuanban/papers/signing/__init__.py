"""Electronic signatures of papers: a PDF signed for the organ in whose name it goes out, and checked without us."""
