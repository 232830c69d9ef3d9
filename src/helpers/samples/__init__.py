"""The bundled exports: made up, one module per export, with planted truth as named constants in `truth`."""
