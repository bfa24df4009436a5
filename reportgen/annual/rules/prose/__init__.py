"""Rules on a report's prose: figures, shares, growth, claims, years and copied text."""
