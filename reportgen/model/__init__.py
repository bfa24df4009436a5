"""The data that walks through the rooms: frozen dataclasses, no I/O, nothing of ours imported but words."""
