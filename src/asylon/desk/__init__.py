"""The desk: Asylon's pages for caseworkers. A door: it asks, shows and records; it holds no rules."""
