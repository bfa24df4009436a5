"""Mutation-based fuzzing of every reader: valid small files, damaged on purpose, must be read or refused in words."""
