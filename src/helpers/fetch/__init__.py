"""What lies elsewhere: databases and public sources to bytes. Only the command `fetch` comes here."""
