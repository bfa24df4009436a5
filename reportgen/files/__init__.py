"""The one door for untrusted files, the one way to write a file, and text made safe for XML."""
