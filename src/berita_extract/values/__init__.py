"""Words to values: numbers and days."""
