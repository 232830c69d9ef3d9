"""What was published before: earlier editions, read with distrust."""
