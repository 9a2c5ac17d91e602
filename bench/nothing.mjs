// What Node itself takes.
