"""Text and disk: reading what people write, with errors that help, and writing whole files or nothing."""
