"""What a portal's runs remember: one SQLite file a portal, and the JSON Lines that are written from it."""
