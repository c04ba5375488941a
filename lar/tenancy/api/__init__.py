"""What every API resource shares: the token, the refusal, read-only resources."""
