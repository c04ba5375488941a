"""The load: the product's own server, the reference beside the product's pages, and those who use both."""
