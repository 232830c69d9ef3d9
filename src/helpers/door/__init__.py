"""The door: bytes of a file become cells of text. Knows no export, and lets nothing through in silence."""
