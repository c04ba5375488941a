"""The LAR model as plain data: what every other package may name and none may redefine.

Nothing here imports Django. Identifiers are English, labels are Spanish, and each topic has one module:
`dimensions` (the tree), `capitals`, `steps`, `activities`, `depths`, `scaling`, `critical_friend`.
"""
