"""The made-up exports, a module each: FILE is its name, `export` its bytes."""
