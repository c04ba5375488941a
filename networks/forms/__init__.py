"""The shape of what people write. What the domain refuses is shown at its field, with all that was typed."""
