"""From an own file to a contract's table, by the rules of params/exports.yml."""
